const dialog = document.getElementById('components-reconnect-modal');

const retryWhenSeen = () => document.visibilityState === 'visible' && retry();

function watch(on) {
  const act = on ? 'addEventListener' : 'removeEventListener';
  document[act]('visibilitychange', retryWhenSeen);
  window[act]('online', retry);
}

async function retry() {
  watch(false);
  try {
    // False: the server answers but does not know this page any more, as after a restart.
    if (!await Blazor.reconnect() && !await Blazor.resumeCircuit()) {
      location.reload();
    } else {
      dialog.close();
    }
  } catch {
    watch(true);
  }
}

async function resume() {
  try {
    if (!await Blazor.resumeCircuit()) {
      location.reload();
    }
  } catch {
    dialog.classList.replace('components-reconnect-paused', 'components-reconnect-resume-failed');
  }
}

dialog.addEventListener('components-reconnect-state-changed', ({ detail: { state } }) => {
  if (state === 'show') {
    dialog.open || dialog.showModal();
  } else if (state === 'hide') {
    dialog.close();
  } else if (state === 'failed') {
    watch(true);
  } else if (state === 'rejected') {
    location.reload();
  }
});
document.getElementById('components-reconnect-button').addEventListener('click', retry);
document.getElementById('components-resume-button').addEventListener('click', resume);
