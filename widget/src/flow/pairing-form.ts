import type { PairingAnswer } from '../session/citizen-session';
import type { Texts } from '../texts/texts';
import { element } from '../elements/element';

const digitsPattern = /^\d{4}$/;

/** One field for the four digits that the app shows; whether they are right, only the api knows. */
export function pairingForm(texts: Texts, pair: (digits: string) => Promise<PairingAnswer>): HTMLFormElement {
  const field = element('input', { id: 'digits', type: 'text', inputMode: 'numeric', autocomplete: 'off', maxLength: 7, required: true });
  const problem = element('p', { id: 'digits-problem', className: 'problem' });
  problem.setAttribute('role', 'alert');
  field.setAttribute('aria-describedby', problem.id);
  const submit = element('button', { type: 'submit', className: 'button primary', textContent: texts.pairing.submit });
  const form = element('form', { className: 'pairing', noValidate: true, autocomplete: 'off' });
  form.append(element('label', { htmlFor: field.id, textContent: texts.pairing.label }), field, problem, submit);

  const say = (text: string): void => {
    problem.textContent = text;
    field.setAttribute('aria-invalid', String(text !== ''));
    if (text !== '') {
      field.select();
      field.focus();
    }
  };
  let isBusy = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const digits = field.value.replace(/[\s-]/g, '');
    if (isBusy) {
      return;
    }
    if (!digitsPattern.test(digits)) {
      say(texts.pairing.malformed);
      return;
    }
    isBusy = true;
    say('');
    void pair(digits).then((answer) => {
      isBusy = false;
      if (answer.kind === 'wrong') {
        say(texts.pairing.wrong(answer.triesLeft));
      } else if (answer.kind === 'failed') {
        say(answer.code === 'DIGITS_MALFORMED' ? texts.pairing.malformed : texts.pairing.failed);
      }
    });
  });
  return form;
}
