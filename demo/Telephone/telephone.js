// The telephone without sound: the demo's own exchange sends the state of the call. The call ends when its response stream closes.
import { currentPhase, keyed, run, show } from './telephone-page.js';

const codeLength = 10;
let line = null;
let call = null;

run({ dial, key: press, hangUp: () => line?.abort() });

async function dial(number, code, callerNumber) {
  line = new AbortController();
  call = null;
  try {
    const answer = await post('/telephone/dial', { number, code, callerNumber }, line.signal);
    if (!answer.ok) {
      show('ENDED', (await answer.json()).text, false);
      return;
    }
    for await (const news of events(answer.body)) {
      call = news.call;
      show(news.phase, news.text, news.phase === 'ASKING');
    }
  } catch {
    show('ENDED', line.signal.aborted ? 'U hebt opgehangen.' : 'De verbinding is verbroken.', false);
  }
  if (currentPhase() !== 'ENDED') {
    show('ENDED', 'De verbinding is verbroken.', false);
  }
}

async function* events(body) {
  let rest = '';
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const blocks = (rest + part.value).split('\n\n');
    rest = blocks.pop();
    for (const block of blocks) {
      const data = block
        .split('\n')
        .filter((row) => row.startsWith('data:'))
        .map((row) => row.slice(5).trim());
      if (data.length > 0) {
        yield JSON.parse(data.join('\n'));
      }
    }
  }
}

function press(key) {
  if (key === '*') {
    return;
  }
  if (key !== '#') {
    keyed.add(key);
  }
  if (key === '#' || keyed.text.length === codeLength) {
    send(keyed.text);
  }
}

function send(digits) {
  show('BUSY', '', false);
  post('/telephone/digits', { call, digits });
}

function post(url, body, signal) {
  return fetch(url, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body), signal });
}
