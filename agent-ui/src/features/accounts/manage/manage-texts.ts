import type { Role } from '../../../gql/graphql';
import type { Language } from '../../../shared/language';
import type { AccountAction } from './change-account';

interface ActionTexts {
  button: string;
  /** What happens, told before it does. */
  consequence: string;
  confirm: string;
  done: (name: string) => string;
}

interface ManageTexts {
  title: (name: string) => string;
  lastAdmin: string;
  roles: string;
  mayDo: Record<Role, string>;
  saveRoles: string;
  rolesSaved: (name: string) => string;
  cancel: string;
  close: string;
  actions: Record<AccountAction, ActionTexts>;
}

export const manageTexts: Record<Language, ManageTexts> = {
  nl: {
    title: (name) => `Account van ${name}`,
    lastAdmin:
      'Dit is de laatste beheerder die kan inloggen. Daarom kunt u dit account niet verwijderen, uitschakelen of een nieuw wachtwoord geven, en blijft het beheerder. Maak eerst iemand anders beheerder.',
    roles: 'Rollen',
    mayDo: { AGENT: 'Medewerker: neemt gesprekken aan', ADMIN: 'Beheerder: beheert accounts en ziet het logboek' },
    saveRoles: 'Rollen opslaan',
    rolesSaved: (name) => `De rollen van ${name} zijn opgeslagen. Ze gelden meteen.`,
    cancel: 'Nee, niet doen',
    close: 'Sluiten',
    actions: {
      RESET_PASSWORD: {
        button: 'Nieuw wachtwoord',
        consequence:
          'Het oude wachtwoord werkt meteen niet meer en deze persoon wordt overal uitgelogd. Er komt een link om een nieuw wachtwoord mee te kiezen.',
        confirm: 'Ja, oude wachtwoord wissen',
        done: (name) => `Het wachtwoord van ${name} is gewist.`,
      },
      RESET_SECOND_FACTOR: {
        button: 'Tweede factor wissen',
        consequence:
          'De app met codes en de herstelcodes werken niet meer en deze persoon wordt overal uitgelogd. Bij het inloggen kan een nieuwe app worden ingesteld.',
        confirm: 'Ja, tweede factor wissen',
        done: (name) => `De tweede factor van ${name} is gewist.`,
      },
      DISABLE: {
        button: 'Uitschakelen',
        consequence:
          'Deze persoon wordt overal uitgelogd en kan niet meer inloggen. Een lopend gesprek gaat terug naar de wachtrij. U kunt het account later weer inschakelen.',
        confirm: 'Ja, uitschakelen',
        done: (name) => `Het account van ${name} is uitgeschakeld.`,
      },
      ENABLE: {
        button: 'Inschakelen',
        consequence: 'Deze persoon kan weer inloggen met het wachtwoord van voorheen.',
        confirm: 'Ja, inschakelen',
        done: (name) => `Het account van ${name} is weer ingeschakeld.`,
      },
      DELETE: {
        button: 'Verwijderen',
        consequence:
          'Deze persoon wordt overal uitgelogd en het account is voorgoed weg. Een lopend gesprek gaat terug naar de wachtrij. Het logboek bewaart de naam.',
        confirm: 'Ja, voorgoed verwijderen',
        done: (name) => `Het account van ${name} is verwijderd.`,
      },
    },
  },
  en: {
    title: (name) => `Account of ${name}`,
    lastAdmin:
      'This is the last admin who can sign in. That is why you cannot delete or disable this account or give it a new password, and it stays an admin. Make somebody else an admin first.',
    roles: 'Roles',
    mayDo: { AGENT: 'Agent: takes calls', ADMIN: 'Admin: manages accounts and sees the audit log' },
    saveRoles: 'Save roles',
    rolesSaved: (name) => `The roles of ${name} have been saved. They hold at once.`,
    cancel: 'No, do not',
    close: 'Close',
    actions: {
      RESET_PASSWORD: {
        button: 'New password',
        consequence:
          'The old password stops working at once and this person is signed out everywhere. There will be a link with which a new password can be chosen.',
        confirm: 'Yes, clear the old password',
        done: (name) => `The password of ${name} has been cleared.`,
      },
      RESET_SECOND_FACTOR: {
        button: 'Clear second factor',
        consequence:
          'The app with codes and the recovery codes stop working and this person is signed out everywhere. A new app can be set up when signing in.',
        confirm: 'Yes, clear the second factor',
        done: (name) => `The second factor of ${name} has been cleared.`,
      },
      DISABLE: {
        button: 'Disable',
        consequence:
          'This person is signed out everywhere and can no longer sign in. A call in progress goes back to the queue. You can enable the account again later.',
        confirm: 'Yes, disable',
        done: (name) => `The account of ${name} has been disabled.`,
      },
      ENABLE: {
        button: 'Enable',
        consequence: 'This person can sign in again with the same password as before.',
        confirm: 'Yes, enable',
        done: (name) => `The account of ${name} has been enabled again.`,
      },
      DELETE: {
        button: 'Delete',
        consequence:
          'This person is signed out everywhere and the account is gone for good. A call in progress goes back to the queue. The audit log keeps the name.',
        confirm: 'Yes, delete for good',
        done: (name) => `The account of ${name} has been deleted.`,
      },
    },
  },
};
