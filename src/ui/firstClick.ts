import type { MouseEvent } from 'react'

/**
 * For a button that is another one once it was pressed, as Run becomes Stop: of a double click the first click alone counts,
 * however slow it is. A key or a screen reader has no second click.
 */
export const firstClick =
  (act: () => void) =>
  ({ detail }: Pick<MouseEvent, 'detail'>): void => {
    if (detail < 2) act()
  }
