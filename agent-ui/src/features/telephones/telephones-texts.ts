import type { Language } from '../../shared/language';

interface TelephonesTexts {
  title: string;
  documentTitle: (municipality: string) => string;
  explanation: string;
  rule: string;
  name: string;
  nameHint: string;
  number: string;
  usedBy: string;
  nobody: string;
  loading: string;
  none: string;
  add: string;
  create: string;
  added: (name: string) => string;
  remove: string;
  removeTitle: (name: string) => string;
  consequence: string;
  removed: (name: string) => string;
  cancel: string;
  failures: Record<
    | 'TELEPHONE_NUMBER_REFUSED'
    | 'TELEPHONE_OWN_NUMBER'
    | 'TELEPHONE_NAME_INVALID'
    | 'TELEPHONE_EXISTS'
    | 'TELEPHONES_FULL'
    | 'TELEPHONE_UNKNOWN'
    | 'NO_BROWSER_PHONE',
    string
  >;
}

export const telephonesTexts: Record<Language, TelephonesTexts> = {
  nl: {
    title: 'Toestellen',
    documentTitle: (municipality) => `Toestellen – ${municipality}`,
    explanation:
      'Op deze toestellen kunnen medewerkers gesprekken aannemen als dat in hun browser niet kan. Zij kiezen uit deze lijst en zien alleen de namen. Alleen beheerders vullen nummers in.',
    rule: 'Een Nederlands nummer van tien cijfers, of een kort nummer in uw eigen centrale. Betaalde nummers (0900, 0906, 18xx) en het buitenland kunnen niet.',
    name: 'Naam',
    nameHint: 'Waar het toestel staat, bijvoorbeeld Balie 3.',
    number: 'Nummer',
    usedBy: 'In gebruik door',
    nobody: 'Niemand',
    loading: 'Toestellen ophalen…',
    none: 'Er zijn nog geen toestellen. Medewerkers bellen in hun browser.',
    add: 'Toestel toevoegen',
    create: 'Toevoegen',
    added: (name) => `Het toestel ${name} is toegevoegd.`,
    remove: 'Verwijderen',
    removeTitle: (name) => `Toestel ${name} verwijderen?`,
    consequence: 'Wie dit toestel gebruikt, belt daarna weer in de browser. Een gesprek dat nu op het toestel loopt, gaat door.',
    removed: (name) => `Het toestel ${name} is verwijderd.`,
    cancel: 'Annuleren',
    failures: {
      TELEPHONE_NUMBER_REFUSED:
        'Dit nummer kan niet worden gebeld. Vul een Nederlands nummer van tien cijfers in, of een kort nummer van drie tot vijf cijfers. Betaalde en bijzondere nummers (0900, 0906, 0909, 18xx, 0800, 084, 087, 0676, 112) en het buitenland kunnen niet.',
      TELEPHONE_OWN_NUMBER: 'Dit is het nummer dat bellers kiezen. Vul het nummer van een toestel in.',
      TELEPHONE_NAME_INVALID: 'Vul een naam in van hoogstens 60 tekens.',
      TELEPHONE_EXISTS: 'Er is al een toestel met dit nummer of deze naam.',
      TELEPHONES_FULL: 'Er kunnen hoogstens 500 toestellen zijn. Verwijder er eerst een.',
      TELEPHONE_UNKNOWN: 'Dit toestel was al verwijderd.',
      NO_BROWSER_PHONE: 'Bij uw gemeente komen gesprekken niet in de browser. Toestellen stelt u in bij uw eigen centrale.',
    },
  },
  en: {
    title: 'Telephones',
    documentTitle: (municipality) => `Telephones – ${municipality}`,
    explanation:
      'Agents can take calls on these telephones when they cannot in their browser. They pick from this list and see only the names. Only admins enter numbers.',
    rule: 'A Dutch number of ten digits, or a short number in your own exchange. Paid numbers (0900, 0906, 18xx) and other countries are not possible.',
    name: 'Name',
    nameHint: 'Where the telephone stands, for example Desk 3.',
    number: 'Number',
    usedBy: 'Used by',
    nobody: 'Nobody',
    loading: 'Loading the telephones…',
    none: 'There are no telephones yet. Agents talk in their browser.',
    add: 'Add a telephone',
    create: 'Add',
    added: (name) => `The telephone ${name} was added.`,
    remove: 'Remove',
    removeTitle: (name) => `Remove the telephone ${name}?`,
    consequence: 'Whoever uses this telephone talks in the browser again afterwards. A call that goes on there now is not cut.',
    removed: (name) => `The telephone ${name} was removed.`,
    cancel: 'Cancel',
    failures: {
      TELEPHONE_NUMBER_REFUSED:
        'This number cannot be called. Enter a Dutch number of ten digits, or a short number of three to five digits. Paid and special numbers (0900, 0906, 0909, 18xx, 0800, 084, 087, 0676, 112) and other countries are not possible.',
      TELEPHONE_OWN_NUMBER: 'This is the number that callers dial. Enter the number of a telephone.',
      TELEPHONE_NAME_INVALID: 'Enter a name of at most 60 characters.',
      TELEPHONE_EXISTS: 'There is a telephone with this number or this name already.',
      TELEPHONES_FULL: 'There can be 500 telephones at most. Remove one first.',
      TELEPHONE_UNKNOWN: 'This telephone was removed already.',
      NO_BROWSER_PHONE: 'Calls of your municipality do not come to the browser. Set up telephones in your own exchange.',
    },
  },
};
