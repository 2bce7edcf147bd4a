import { appLink, qrContent } from '../session/yivi-link';
import type { Texts } from '../texts/texts';
import { element } from '../elements/element';
import { qrCode } from './qr-code';

type Pointer = Parameters<typeof appLink>[0];

/** The QR code first on a computer; on a phone the link comes first and the code is one press away. */
export function appWays(pointer: Pointer, texts: Texts, appOnDevice: boolean): Element[] {
  const code = qrCode(qrContent(pointer), texts.qrAlternative);
  return appOnDevice
    ? [element('details', {}, element('summary', { textContent: texts.showQr }), code)]
    : [code, element('a', { href: appLink(pointer), textContent: texts.openAppHere })];
}
