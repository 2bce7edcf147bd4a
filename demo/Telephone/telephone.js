// The phone: dials, shows what the exchange says, sends keyed digits. The call lasts as long as its response stream.
const codeLength = 10;
const form = document.getElementById('dialler');
const section = document.getElementById('call');
const title = document.getElementById('call-title');
const state = document.getElementById('state');
const buffer = document.getElementById('buffer');
const log = document.getElementById('log');
const keypad = document.getElementById('keys');
const hangUp = document.getElementById('hang-up');
let line = null;
let call = null;
let phase = 'ENDED';

readFragment();
window.addEventListener('hashchange', readFragment);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  dial();
});
hangUp.addEventListener('click', () => (phase === 'ENDED' ? putDown() : line?.abort()));
keypad.addEventListener('click', (event) => press(event.target.closest('.key')?.dataset.key));
document.addEventListener('keydown', (event) => {
  if (phase === 'ASKING' && /^[0-9#]$/.test(event.key) && !event.ctrlKey && !event.metaKey && !event.altKey) {
    press(event.key);
  }
});

// #tel=+31…,,0123456789, as the wallet hands it over; removed at once so that no history keeps the code.
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

async function dial() {
  line = new AbortController();
  call = null;
  log.replaceChildren();
  show({ phase: 'BUSY', text: 'Uw telefoon kiest het nummer.' });
  form.hidden = true;
  section.hidden = false;
  title.focus();
  const { number, code, caller } = form.elements;
  const body = { number: number.value, code: code.value, callerNumber: caller.value };
  code.value = '';
  try {
    const answer = await post('/telephone/dial', body, line.signal);
    if (!answer.ok) {
      show({ phase: 'ENDED', text: (await answer.json()).text });
      return;
    }
    for await (const news of events(answer.body)) {
      call = news.call;
      show(news);
    }
  } catch {
    show({ phase: 'ENDED', text: line.signal.aborted ? 'U hebt opgehangen.' : 'De verbinding is verbroken.' });
  }
  if (phase !== 'ENDED') {
    show({ phase: 'ENDED', text: 'De verbinding is verbroken.' });
  }
}

async function* events(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block.split('\n').filter((row) => row.startsWith('data:')).map((row) => row.slice(5).trim());
      if (data.length > 0) {
        yield JSON.parse(data.join('\n'));
      }
    }
  }
}

function show(news) {
  phase = news.phase;
  buffer.textContent = '';
  state.dataset.phase = phase;
  keypad.hidden = phase !== 'ASKING';
  hangUp.textContent = phase === 'ENDED' ? 'Telefoon neerleggen' : 'Ophangen';
  hangUp.classList.toggle('is-over', phase === 'ENDED');
  if (news.text) {
    state.textContent = news.text;
    const entry = document.createElement('li');
    entry.textContent = news.text;
    log.append(entry);
  }
}

function press(key) {
  if (phase !== 'ASKING' || !key || key === '*') {
    return;
  }
  if (key !== '#') {
    buffer.textContent += key;
  }
  if (key === '#' || buffer.textContent.length === codeLength) {
    send(buffer.textContent);
  }
}

function send(digits) {
  show({ phase: 'BUSY', text: '' });
  post('/telephone/digits', { call, digits });
}

function post(url, body, signal) {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });
}

function putDown() {
  section.hidden = true;
  form.hidden = false;
  form.elements.number.focus();
}
