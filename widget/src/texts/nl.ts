import type { Texts } from './wording';

export const nl: Texts = {
  button: 'Bel ons met Yivi',
  title: 'Bellen met Yivi',
  close: 'Sluiten',
  stop: 'Stoppen',
  retry: 'Opnieuw proberen',
  openApp: 'Open de Yivi-app',
  openAppHere: 'Yivi op dit apparaat openen',
  showQr: 'QR-code voor een andere telefoon',
  qrAlternative: 'QR-code om te scannen met de Yivi-app op uw telefoon',
  connectionLost: 'De verbinding is even weg. We proberen het opnieuw.',
  noAgent: 'Er is nu geen medewerker beschikbaar. U kunt wel bellen, maar u wacht misschien lang.',
  noAgentInQueue: 'Er is nu geen medewerker aanwezig. Het kan lang duren. U kunt ook ophangen en later bellen.',
  preparing: { heading: 'Een moment', body: 'We maken alles voor u klaar.' },
  startedOnPhone: {
    heading: 'Laat eerst zien wie u bent',
    body: 'Open de Yivi-app en deel uw gegevens. Daarna belt u ons met één druk op de knop.',
  },
  startedOnPhoneElsewhere: {
    heading: 'Laat zien wie u bent',
    body: 'Open de Yivi-app en deel uw gegevens. Kom daarna terug naar deze pagina.',
  },
  choice: {
    heading: 'Met welke telefoon belt u?',
    body: 'U laat eerst met de Yivi-app zien wie u bent. Daarna belt u ons.',
    appPhone: 'Met de telefoon waar Yivi op staat',
    anotherPhone: 'Ik bel met een andere telefoon',
  },
  states: {
    STARTED: { heading: 'Scan de code met de Yivi-app', body: 'Open de Yivi-app op uw telefoon. Scan daarmee deze QR-code.' },
    PAIRING: { heading: 'Vul de cijfers uit de app in', body: 'De Yivi-app laat nu vier cijfers zien. Typ die hieronder.' },
    CONNECTED: {
      heading: 'Ga verder in de Yivi-app',
      body: 'Op uw telefoon ziet u welke gegevens we vragen. Deel ze als u dat goed vindt.',
    },
    DISCLOSED: {
      heading: 'Bel ons nu',
      body: 'We weten wie u bent. Druk in de Yivi-app op de knop om te bellen. U hoort eerst een paar tonen. Blijf aan de lijn.',
    },
    AWAITING_CONFIRMATION: {
      heading: 'Lees de vier cijfers uit de Yivi-app voor',
      body: 'Zeg ze tegen de medewerker die u zelf heeft gebeld. Typ ze nergens in. Heeft iemand anders u gebeld? Stop dan en hang op.',
    },
    QUEUED: { heading: 'U staat in de wachtrij', body: 'Blijf aan de lijn. Een medewerker neemt zo op.' },
    IN_CONVERSATION: { heading: 'U bent in gesprek', body: 'Een medewerker heeft opgenomen. U kunt dit venster sluiten.' },
    DONE: { heading: 'Uw gesprek is klaar', body: 'Uw gegevens zijn gewist. Bedankt voor het bellen.' },
    CANCELLED: { heading: 'U bent gestopt', body: 'We hebben niets bewaard. Wilt u toch bellen? Probeer het dan opnieuw.' },
    EXPIRED: { heading: 'De tijd is om', body: 'Het duurde te lang. We hebben niets bewaard. Probeer het opnieuw.' },
    REJECTED: {
      heading: 'Uw gegevens kloppen niet',
      body: 'We konden uw gegevens niet controleren. We hebben niets bewaard. Probeer het opnieuw.',
    },
    LOCKED: {
      heading: 'De cijfers klopten niet',
      body: 'U heeft drie keer verkeerde cijfers ingevuld. Daarom zijn we gestopt. We hebben niets bewaard. Begin opnieuw.',
    },
    UNREACHABLE: { heading: 'Yivi werkt nu even niet', body: 'We blijven het proberen. U hoeft niets te doen.' },
    MISCONFIGURED: {
      heading: 'Yivi is bij ons niet goed ingesteld',
      body: 'U kunt nu niet laten zien wie u bent. Bel ons zonder Yivi, op het gewone nummer.',
    },
    TOO_LARGE: {
      heading: 'Uw gegevens zijn te groot',
      body: 'Dat ligt niet aan u. We hebben niets bewaard. Bel ons zonder Yivi, op het gewone nummer.',
    },
  },
  statesByWay: {
    'app-phone': {},
    'another-phone': {
      DISCLOSED: { heading: 'Bel ons nu', body: 'We weten wie u bent. Bel dit nummer met uw telefoon. Toets daarna de code in.' },
    },
    invited: {
      CONNECTED: {
        heading: 'Ga verder in de Yivi-app',
        body: 'De cijfers kloppen. In de app ziet u welke gegevens we vragen. Deel ze als u dat goed vindt.',
      },
      IN_CONVERSATION: { heading: 'De medewerker weet nu wie u bent', body: 'Ga verder met uw gesprek. U kunt deze pagina sluiten.' },
      CANCELLED: {
        heading: 'U bent gestopt',
        body: 'We hebben niets bewaard. Uw gesprek gaat gewoon door. Wilt u het toch doen? Vraag om een nieuwe code.',
      },
      EXPIRED: { heading: 'De tijd is om', body: 'Het duurde te lang. We hebben niets bewaard. Vraag de medewerker om een nieuwe code.' },
      REJECTED: {
        heading: 'Uw gegevens kloppen niet',
        body: 'We konden uw gegevens niet controleren. We hebben niets bewaard. Vraag om een nieuwe code.',
      },
      LOCKED: {
        heading: 'De cijfers klopten niet',
        body: 'De medewerker heeft drie keer verkeerde cijfers gekregen. We hebben niets bewaard. Vraag om een nieuwe code.',
      },
    },
  },
  place: (position) => (position === 1 ? 'U bent als eerste aan de beurt.' : `U bent nummer ${String(position)} in de rij.`),
  pairing: {
    label: 'Vier cijfers uit de Yivi-app',
    submit: 'Verder',
    malformed: 'Vul vier cijfers in. U ziet ze in de Yivi-app.',
    wrong: (triesLeft) =>
      `Deze cijfers kloppen niet. Kijk nog eens in de Yivi-app. U kunt het nog ${triesLeft === 1 ? 'één keer' : `${String(triesLeft)} keer`} proberen.`,
    failed: 'Dat lukte niet. Probeer het nog een keer.',
  },
  phoneCall: {
    number: 'Bel dit nummer',
    code: 'Toets daarna deze code',
    copy: 'Kopieer code',
    copied: 'Gekopieerd',
    copyFailed: 'Kopiëren lukt niet',
    until: (time) => `De code werkt tot ${time} uur. Geef hem aan niemand anders.`,
    callFromHere: 'Bel met dit apparaat',
  },
  errors: {
    PURPOSE_UNKNOWN: { heading: 'Deze knop werkt niet', body: 'Er is een fout op deze pagina. Bel ons op het gewone nummer.' },
    CLOSED: { heading: 'We zijn nu gesloten', body: 'Probeer het opnieuw als we open zijn.' },
    SUSPENDED: {
      heading: 'Bellen met Yivi kan nu niet',
      body: 'De gemeente heeft bellen met Yivi stilgezet. Bel ons op het gewone nummer.',
    },
    PILOT_NOT_STARTED: { heading: 'Bellen met Yivi kan nog niet', body: 'De proef is nog niet begonnen. Bel ons op het gewone nummer.' },
    PILOT_ENDED: { heading: 'Bellen met Yivi kan niet meer', body: 'De proef is voorbij. Bel ons op het gewone nummer.' },
    INVITATION_UNKNOWN: {
      heading: 'Deze code werkt niet',
      body: 'De code is verkeerd, te oud of al gebruikt. Vraag de medewerker om een nieuwe code.',
    },
    IRMA_UNREACHABLE: { heading: 'Yivi werkt nu even niet', body: 'Wacht een paar minuten en probeer het opnieuw.' },
    TOO_MANY_REQUESTS: { heading: 'Het is nu te druk', body: 'Wacht een minuut en probeer het opnieuw.' },
    TOO_BUSY: { heading: 'Het is nu te druk', body: 'Veel mensen willen nu bellen met Yivi. Wacht een minuut en probeer het opnieuw.' },
    MUNICIPALITY_UNKNOWN: {
      heading: 'Deze knop werkt niet',
      body: 'Deze gemeente doet niet mee met bellen met Yivi. Bel de gemeente op het gewone nummer.',
    },
    DATABASE_UNAVAILABLE: { heading: 'Er is een storing', body: 'Wacht een paar minuten en probeer het opnieuw.' },
    NETWORK: { heading: 'Er is geen verbinding', body: 'Kijk of u internet heeft en probeer het opnieuw.' },
    OTHER: { heading: 'Er ging iets mis', body: 'Probeer het opnieuw. Lukt het niet? Bel ons op het gewone nummer.' },
  },
};
