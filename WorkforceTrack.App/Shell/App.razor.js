// After a step inside the site the focus goes to the new page's heading. After a full load it stays at the top, where
// the skip link is; FocusOnNavigate would jump over it.
let here = location.pathname;
let moved = false;

const focusHeading = () => {
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus();
};

// Who has gone on by keyboard while the page was still coming is not called back.
let wandered = false;
document.addEventListener('keydown', event => { wandered = event.key === 'Tab'; }, true);
document.addEventListener('pointerdown', () => { wandered = false; }, true);

Blazor.addEventListener('enhancedload', () => {
  if (location.pathname !== here) {
    here = location.pathname;
    moved = true;
    if (!wandered) {
      focusHeading();
    }
  }
});

// A page that acts draws itself anew when its circuit begins, and the heading that had the focus is gone.
export const settle = () => {
  if (moved && document.activeElement === document.body) {
    focusHeading();
  }
};
