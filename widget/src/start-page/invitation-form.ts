import { element } from '../elements/element';
import type { StartPageTexts } from '../texts/start-page-texts';
import { invitationCode, spokenInvitationCode } from './invitation-code';

/** @param code from the link, if it brought one; the citizen still has to go on by hand, under the warning */
export function invitationForm(texts: StartPageTexts, code: string | undefined, goOn: (code: string) => void): HTMLFormElement {
  const hint = element('p', { id: 'code-hint', className: 'hint', textContent: texts.codeHint });
  const problem = element('p', { id: 'code-problem', className: 'problem' });
  problem.setAttribute('role', 'alert');
  const field = element('input', {
    id: 'code',
    type: 'text',
    autocomplete: 'off',
    autocapitalize: 'characters',
    spellcheck: false,
    maxLength: 16,
    required: true,
    value: code === undefined ? '' : spokenInvitationCode(code),
  });
  field.setAttribute('aria-describedby', `${hint.id} ${problem.id}`);
  const submit = element('button', { type: 'submit', className: 'button primary', textContent: texts.goOn });
  const form = element('form', { className: 'invitation', noValidate: true, autocomplete: 'off' });
  form.append(element('label', { htmlFor: field.id, textContent: texts.code }), hint, field, problem, submit);
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const whole = invitationCode(field.value);
    problem.textContent = whole === undefined ? texts.codeMalformed : '';
    field.setAttribute('aria-invalid', String(whole === undefined));
    if (whole === undefined) {
      field.focus();
    } else {
      goOn(whole);
    }
  });
  return form;
}
