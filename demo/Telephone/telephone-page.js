// The telephone page: number and code, the state of the call, keys. `telephone.js` and the softphone say what they do.
const form = document.getElementById('dialler');
const section = document.getElementById('call');
const title = document.getElementById('call-title');
const state = document.getElementById('state');
const buffer = document.getElementById('buffer');
const log = document.getElementById('log');
const keypad = document.getElementById('keys');
const hangUp = document.getElementById('hang-up');
let phase = 'ENDED';

/** What was keyed, until the state changes. */
export const keyed = {
  get text() {
    return buffer.textContent;
  },
  add(key) {
    buffer.textContent += key;
  },
};

/** @param {{ dial(number: string, code: string, caller: string): void, key(key: string): void, hangUp(): void }} telephone */
export function run(telephone) {
  readFragment();
  window.addEventListener('hashchange', readFragment);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const { number, code, caller } = form.elements;
    const dialled = [number.value, code.value, caller.value];
    code.value = '';
    log.replaceChildren();
    show('BUSY', 'Uw telefoon kiest het nummer.', false);
    form.hidden = true;
    section.hidden = false;
    title.focus();
    telephone.dial(...dialled);
  });
  hangUp.addEventListener('click', () => (phase === 'ENDED' ? putDown() : telephone.hangUp()));
  keypad.addEventListener('click', (event) => press(event.target.closest('.key')?.dataset.key));
  document.addEventListener('keydown', (event) => {
    if (!keypad.hidden && /^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
      press(event.key);
    }
  });

  function press(key) {
    if (key && !keypad.hidden) {
      telephone.key(key);
    }
  }
}

export function show(newPhase, text, hasKeys) {
  phase = newPhase;
  buffer.textContent = '';
  state.dataset.phase = phase;
  keypad.hidden = !hasKeys;
  hangUp.textContent = phase === 'ENDED' ? 'Telefoon neerleggen' : 'Ophangen';
  hangUp.classList.toggle('is-over', phase === 'ENDED');
  if (text) {
    state.textContent = text;
    const entry = document.createElement('li');
    entry.textContent = text;
    log.append(entry);
  }
}

export function currentPhase() {
  return phase;
}

// #tel=+31…,,0123456789 comes from the wallet. Remove it at once, so that the code is not kept in the history.
function readFragment() {
  const dialled = new URLSearchParams(location.hash.slice(1).replaceAll('+', '%2B')).get('tel');
  if (!dialled) {
    return;
  }
  history.replaceState(null, '', location.pathname);
  const [number, ...rest] = dialled.split(',');
  form.elements.number.value = number;
  form.elements.code.value = rest.join('');
  form.querySelector('.call-button').focus();
}

function putDown() {
  section.hidden = true;
  form.hidden = false;
  form.elements.number.focus();
}
