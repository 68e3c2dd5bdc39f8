// Log-off, or another person in this tab: what the booth kept here goes.
try {
  sessionStorage.clear();
} catch {
  // A browser that keeps nothing has nothing to clear.
}
// Says nothing about anyone, so whoever frames this may hear it.
window.parent.postMessage({ booth: 'cleared' }, '*');
