import { describe, expect, it } from 'vitest'
import { readItems } from './items.ts'
import { lists } from './lists.ts'
import { leaves, says } from './testing.ts'

const featured = `Make a Markdown table with the columns Item, Quantity, Unit, Price. Sort by price, highest first. Leave a cell empty where nothing is said.

flour 2 kg at 1.10, three lemons (0.45 each), olive oil - 750 ml, 8.90
yeast, two sachets; salt?
butter 250g 2.79`

describe('a messy list', () => {
  it('the featured one: columns and order as asked, empty cells, and what it costs', () => {
    expect(says(lists, featured)).toBe(`| Item | Quantity | Unit | Price |
| :--- | ---: | :--- | ---: |
| olive oil | 750 | ml | 8.90 |
| butter | 250 | g | 2.79 |
| flour | 2 | kg | 1.10 |
| lemons | 3 |  | 0.45 |
| yeast | 2 | sachets |  |
| salt |  |  |  |

All together: **15.24**, prices for one multiplied by the quantity; 2 items have no price.`)
  })

  it.each([
    ['Make a table: 2 kg apples at $1.50, 3 pears at $0.40', '| apples | 2 | kg | $1.50 | $3.00 |'],
    ['Turn this into a table:\nmilk 1.20\nbread 2.50', '| bread | 2.50 | 2.50 |'],
    ['table please: 3x pens 0.99 each, 1 notebook 4.50', '| pens | 3 | 0.99 | 2.97 |'],
    ['Organize this shopping list: eggs x12, milk 2 l, butter 250 g', '| eggs | 12 |'],
    ['Put it in a table with totals: two coffees at 3.20, one cake 4.80', '| **Total** |  |  | **11.20** |'],
    ['Create a table of these: €5 soap, €12.50 towels', '| towels | €12.50 | €12.50 |'],
    ['Add up the prices in this list:\n- bolts 4.10\n- nuts 2.05', 'All together: **6.15**'],
    [
      'Table with columns Item, Price sorted by price:\nb 2.00\na 1.00\nc 3.00',
      '| a | 1.00 |\n| b | 2.00 |\n| c | 3.00 |',
    ],
    ['Make a table. Sort by item:\npears 2 kg\napples 1 kg', '| apples | 1 | kg |\n| pears | 2 | kg |'],
    ['Tabulate: 1.5 l water, 0.5 l juice', '| water | 1.5 | l |'],
    ['Tidy up my notes into items:\n1) screws 100 pcs\n2) nails 50 pcs', '| nails | 50 | pcs |'],
    ['As a table: a dozen eggs, two loaves of bread', '| eggs | 12 |'],
    ['Make a table from "rice 1 kg at 2.00, beans 500 g 1.50"', '| rice | 1 | kg | 2.00 | 2.00 |'],
    ['How much is it all in total?\nshirt 20.00\nsocks 3 pairs at 4.00', 'All together: **32.00**'],
    [
      'Markdown table, sort by price highest first:\npen $1\nbag $30',
      '| bag | $30.00 | $30.00 |\n| pen | $1.00 | $1.00 |',
    ],
    ['table with quantity and price:\n4 chairs 45.00 each\n1 desk 120.00', '| 4 | 45.00 |'],
    ['Make a table: bread, 2 loaves; milk, 3 bottles', '| bread | 2 | loaves |'],
    [
      'Please make a table of my expenses:\ntrain 45.60\nhotel 2 x 89.00 each\ndinner 23.10',
      '| hotel | 2 | 89.00 | 178.00 |',
    ],
    ['spreadsheet: paper 2 reams at 5.00 and ink 1 at 20.00', '| ink | 1 |  | 20.00 | 20.00 |'],
    ['Clean up this list into a table: tomatoes - 6; onions - 2; garlic', '| garlic |  |'],
  ])('%s', (prompt, line) => {
    expect(says(lists, prompt)).toContain(line)
  })

  it.each([
    'Compare React and Vue in a table',
    'Make a table of the planets',
    'Make a table with the columns Name, Capital: France, Spain',
    'Turn this into a table: The year 1984 was long. In 2020 everything changed for 3 people.',
    'How many tables fit in a room?',
    'SQL: create table users (id int, name text, age int)',
    'flour 2 kg, sugar 1 kg',
    'Make a table: rain, sun, snow',
    'Convert this CSV to a Markdown table:\na,b\n1,2',
  ])('leaves: %s', leaves(lists))

  it('reads what belongs to the item before', () => {
    expect(readItems('olive oil - 750 ml, 8.90')).toEqual([
      { name: 'olive oil', quantity: 750, unit: 'ml', price: 8.9, each: false },
    ])
  })
})
