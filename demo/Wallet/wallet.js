// Refreshes the list of waiting QR codes, and continues when the pairing code has been entered on the website.
const waiting = document.getElementById('waiting');
const pairing = document.getElementById('pairing');
const rememberedPerson = 'demo-wallet-person';

if (waiting) {
  rememberPerson();
  let shown = waiting.innerHTML.trim();
  setInterval(async () => {
    const fresh = await fetchText('/wallet/waiting');
    if (fresh === null || fresh === shown) {
      return;
    }
    const focused = waiting.contains(document.activeElement) ? document.activeElement.value : null;
    waiting.innerHTML = fresh;
    shown = fresh;
    if (focused) {
      [...waiting.querySelectorAll('button')].find((button) => button.value === focused)?.focus();
    }
  }, 1000);
}

if (pairing) {
  const status = document.getElementById('pairing-status');
  const timer = setInterval(async () => {
    const answer = await fetch('/wallet/pairing', { method: 'POST', body: new URLSearchParams(new FormData(pairing)) }).catch(() => null);
    const state = answer?.ok ? (await answer.json()).status : 'UNREACHABLE';
    if (state === 'CONNECTED') {
      clearInterval(timer);
      pairing.requestSubmit();
    } else if (state !== 'PAIRING') {
      clearInterval(timer);
      status.textContent = 'De sessie is gestopt op de website of te oud. Scan een nieuwe QR-code.';
    }
  }, 1000);
}

function rememberPerson() {
  const people = [...document.querySelectorAll('input[name=person]')];
  const before = people.find((input) => input.value === sessionStorage.getItem(rememberedPerson));
  if (before) {
    before.checked = true;
  }
  people.forEach((input) => input.addEventListener('change', () => sessionStorage.setItem(rememberedPerson, input.value)));
}

async function fetchText(url) {
  const answer = await fetch(url).catch(() => null);
  return answer?.ok ? (await answer.text()).trim() : null;
}
