// Log-off: what the booth kept in this tab goes too.
try {
  sessionStorage.clear();
} catch {
  // A browser that keeps nothing has nothing to clear.
}
