// While something is not saved, leaving the page asks first: links load whole pages, so that the browser can ask.
const ask = event => event.preventDefault();

export const guard = on => {
  if (on) {
    addEventListener('beforeunload', ask);
    document.body.dataset.enhanceNav = 'false';
  } else {
    removeEventListener('beforeunload', ask);
    delete document.body.dataset.enhanceNav;
  }
};
