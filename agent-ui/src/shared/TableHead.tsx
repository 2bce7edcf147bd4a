import '@utrecht/table-css/dist/index.css';
import './card-table.css';
import type { ReactNode } from 'react';

interface TableHeadProps {
  columns: string[];
  /** The last column has buttons, and no name. */
  hasActions?: boolean;
}

export function TableHead({ columns, hasActions = false }: TableHeadProps): ReactNode {
  return (
    <thead className="utrecht-table__header">
      <tr className="utrecht-table__row">
        {columns.map((column) => (
          <th key={column} scope="col" className="utrecht-table__header-cell">
            {column}
          </th>
        ))}
        {hasActions && <td className="utrecht-table__header-cell" />}
      </tr>
    </thead>
  );
}
