// Stands between the booth in the frame and the member's session: takes a blinded message from the one, has it signed by the other.
// It sees neither the pass nor an answer.
const frame = document.getElementById('booth');
const form = document.getElementById('pass-request');
const { origin, survey, tabOf } = frame.dataset;
const booth = `${origin}/booth/${survey}`;

// A pass outlives a session that ended by itself, since it cannot be drawn twice; it does not outlive its owner in this tab. Whose tab
// it is stays on this side: the booth is told to clear what it kept, and not why.
const key = 'survey-tab-of';
const sameOwner = (() => {
  try {
    return sessionStorage.getItem(key) === tabOf;
  } catch {
    return false;
  }
})();
frame.contentWindow.location.replace(sameOwner ? booth : `${origin}/booth/-/leave`);

const longestSilence = 15000;
const silent = document.getElementById('booth-silent');
const timer = setTimeout(() => { silent.hidden = false; }, longestSilence);

function enter() {
  try {
    sessionStorage.setItem(key, tabOf);
  } catch {
    // A browser that keeps nothing is asked to clear each time.
  }
  frame.contentWindow.location.replace(booth);
}

async function sign(blinded) {
  const body = new FormData(form);
  body.set('blinded', blinded);
  try {
    const answer = await fetch(`/me/surveys/${form.dataset.slug}/pass`, { method: 'POST', body, redirect: 'manual' });
    // Sent to the log-in: the session has ended.
    if (answer.type === 'opaqueredirect') return { fault: 'not-a-member' };
    return answer.headers.get('Content-Type')?.startsWith('application/json') ? await answer.json() : { fault: answer.status === 400 ? 'not-a-member' : 'no-answer' };
  } catch {
    return { fault: 'no-answer' };
  }
}

window.addEventListener('message', async event => {
  if (event.source !== frame.contentWindow || event.origin !== origin) return;
  if (event.data?.booth === 'cleared') {
    enter();
  } else if (event.data?.booth === 'sign') {
    const { signature, fault } = await sign(String(event.data.blinded));
    frame.contentWindow.postMessage({ booth: 'signed', signature, fault }, origin);
  } else if (event.data?.booth === 'size') {
    clearTimeout(timer);
    silent.hidden = true;
    frame.style.height = `${Math.min(Math.max(Number(event.data.height) || 0, 320), 20000)}px`;
  } else if (event.data?.booth === 'moved' && frame.getBoundingClientRect().top < 0) {
    frame.scrollIntoView();
  }
});
