import type { SessionPointer } from '../gql/graphql';

const universalLink = 'https://open.yivi.app/-/session#';

/** Opens the app on this device. */
export function appLink(pointer: SessionPointer): string {
  return universalLink + encodeURIComponent(JSON.stringify({ u: pointer.u, irmaqr: pointer.irmaqr }));
}

/** What the QR code holds: the app on another device goes on. */
export function qrContent(pointer: SessionPointer): string {
  return universalLink + encodeURIComponent(JSON.stringify({ u: pointer.u, irmaqr: pointer.irmaqr, continueOnSecondDevice: true }));
}

/** Phones and tablets, where the app is likely to be on the device itself. iPads call themselves a Mac, but have a touch screen. */
export function hasAppOnDevice(userAgent: string, maxTouchPoints: number): boolean {
  return /Android|iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes('Macintosh') && maxTouchPoints > 1);
}
