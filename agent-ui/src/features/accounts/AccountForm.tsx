import '@utrecht/form-field-css/dist/index.css';
import '@utrecht/form-label-css/dist/index.css';
import '@utrecht/select-css/dist/index.css';
import '@utrecht/textbox-css/dist/index.css';
import { Button } from '@nl-design-system-candidate/button-react';
import { useId, type ReactNode } from 'react';
import type { CreateAccountMutationVariables, Role } from '../../gql/graphql';
import { useTexts } from '../../shared/language';
import { accountsTexts } from './account/accounts-texts';

interface AccountFormProps {
  isCreating: boolean;
  /** @returns whether the form may be emptied */
  onCreate: (account: CreateAccountMutationVariables) => Promise<boolean>;
}

const roles: Role[] = ['AGENT', 'ADMIN'];

export function AccountForm({ isCreating, onCreate }: AccountFormProps): ReactNode {
  const texts = useTexts(accountsTexts);
  const create = async (form: HTMLFormElement): Promise<void> => {
    const data = new FormData(form);
    const text = (name: string): string => {
      const value = data.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    if (await onCreate({ displayName: text('displayName'), email: text('email'), role: text('role') as Role })) {
      form.reset();
    }
  };
  return (
    <form
      className="entry-form account-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isCreating) {
          void create(event.currentTarget);
        }
      }}
    >
      <Field label={texts.name}>
        {(id) => (
          <input
            id={id}
            name="displayName"
            required
            maxLength={100}
            autoComplete="off"
            className="utrecht-textbox utrecht-textbox--html-input"
          />
        )}
      </Field>
      <Field label={texts.email}>
        {(id) => (
          <input id={id} name="email" type="email" required autoComplete="off" className="utrecht-textbox utrecht-textbox--html-input" />
        )}
      </Field>
      <Field label={texts.role}>
        {(id) => (
          <select id={id} name="role" className="utrecht-select utrecht-select--html-select">
            {roles.map((role) => (
              <option key={role} value={role}>
                {texts.roles[role]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button type="submit" purpose="primary" busy={isCreating}>
        {texts.create}
      </Button>
    </form>
  );
}

function Field({ label, children }: { label: string; children: (id: string) => ReactNode }): ReactNode {
  const id = useId();
  return (
    <div className="utrecht-form-field">
      <label htmlFor={id} className="utrecht-form-label">
        {label}
      </label>
      {children(id)}
    </div>
  );
}
