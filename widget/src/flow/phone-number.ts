import { groups } from './spaced-digits';

/** Area codes of two digits after the 0, and the numbers without an area that are as long (Nummerplan telefoon- en ISDN-diensten). */
const shortAreas = /^(?:10|13|15|20|23|24|26|30|33|35|36|38|40|43|45|46|50|53|55|58|7\d|85|88)/;

/** Numbers that exist only within the Netherlands, however somebody put a country before them. */
const areaNumber = /^(?:\+31)?14(0\d{2,3})$/;
const serviceNumber = /^(?:\+31|0)(800|90[069])(\d+)$/;

/**
 * A number as people in the Netherlands dial it: `026 377 00 00`. One from abroad keeps its + and stands in groups.
 * @param number in E.164 form, or as it is dialled in the Netherlands
 */
export function spokenNumber(number: string): string {
  const area14 = areaNumber.exec(number)?.[1];
  if (area14 !== undefined) {
    return `14 ${area14}`;
  }
  const service = serviceNumber.exec(number);
  if (service !== null) {
    return `0${service[1] ?? ''} ${service[2] ?? ''}`;
  }
  const national = /^(?:\+31|0)(\d{9})$/.exec(number)?.[1];
  if (national === undefined) {
    return `+${groups(number.slice(1), 3).join(' ')}`;
  }
  const area = shortAreas.test(national) ? 2 : 3;
  const rest = national.slice(area);
  const head = rest.length % 2;
  const subscriber = head === 0 ? groups(rest, 2) : [rest.slice(0, 3), ...groups(rest.slice(3), 2)];
  return [`0${national.slice(0, area)}`, ...subscriber].join(' ');
}
