import { Button } from '@nl-design-system-candidate/button-react';
import type { ReactNode } from 'react';
import { useTexts } from '../../shared/language';
import { TableHead } from '../../shared/TableHead';
import type { ListedTelephone } from './telephones';
import { telephonesTexts } from './telephones-texts';

interface TelephonesTableProps {
  telephones: ListedTelephone[];
  onRemove: (telephone: ListedTelephone) => void;
}

export function TelephonesTable({ telephones, onRemove }: TelephonesTableProps): ReactNode {
  const texts = useTexts(telephonesTexts);
  return (
    <table className="utrecht-table card-table telephones-table">
      <caption className="visually-hidden">{texts.title}</caption>
      <TableHead columns={[texts.name, texts.number, texts.usedBy]} hasActions />
      <tbody className="utrecht-table__body">
        {telephones.map((telephone) => (
          <tr key={telephone.id} className="utrecht-table__row">
            <td className="utrecht-table__cell" data-label={texts.name}>
              {telephone.name}
            </td>
            <td className="utrecht-table__cell" data-label={texts.number}>
              {telephone.number}
            </td>
            <td className="utrecht-table__cell" data-label={texts.usedBy}>
              {telephone.usedBy ?? texts.nobody}
            </td>
            <td className="utrecht-table__cell">
              <Button type="button" purpose="secondary" onClick={() => onRemove(telephone)}>
                {texts.remove}
                <span className="visually-hidden"> {telephone.name}</span>
              </Button>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
