import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import type { Role } from '../../../gql/graphql';
import { useTexts } from '../../../shared/language';
import { manageTexts } from './manage-texts';

interface RolesFormProps {
  roles: Role[];
  isLastAdmin: boolean;
  isBusy: boolean;
  onSave: (roles: Role[]) => void;
}

const all: Role[] = ['AGENT', 'ADMIN'];

export function RolesForm({ roles, isLastAdmin, isBusy, onSave }: RolesFormProps): ReactNode {
  const texts = useTexts(manageTexts);
  return (
    <form
      className="roles-form"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        const chosen = all.filter((role) => data.has(role) || (role === 'ADMIN' && isLastAdmin));
        if (!isBusy) {
          onSave(chosen);
        }
      }}
    >
      <fieldset>
        <legend className="utrecht-form-label">{texts.roles}</legend>
        {all.map((role) => (
          <label key={role}>
            <input type="checkbox" name={role} defaultChecked={roles.includes(role)} disabled={role === 'ADMIN' && isLastAdmin} />
            {texts.mayDo[role]}
          </label>
        ))}
      </fieldset>
      <Button type="submit" purpose="secondary" busy={isBusy}>
        {texts.saveRoles}
      </Button>
    </form>
  );
}
