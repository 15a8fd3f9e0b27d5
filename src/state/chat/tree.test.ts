import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { below, path, versions } from './tree.ts'
import type { Gone, Tree, Turn } from './tree.ts'

function turn(id: string, parent: string | null, slot = id, at = Number.parseInt(id.slice(1), 10)): Turn {
  return { id, conversation: 'c', parent, slot, role: 'user', parts: [{ text: id }], at }
}
const goneFrom = ({ id, conversation, parent, slot, at }: Turn): Gone => ({
  gone: true,
  id,
  conversation,
  parent,
  slot,
  at,
})
function tree(turns: Turn[], gone: Turn[] = [], chosen: Record<string, string> = {}): Tree {
  return {
    turns: new Map(turns.map((one) => [one.id, one])),
    gone: new Map(gone.map((one) => [one.id, goneFrom(one)])),
    chosen,
  }
}
const ids = (of: Tree) => path(of).map(({ id }) => id)

interface AnyNode {
  parent: number
  slot: number
  gone?: boolean
  at?: number
}
function madeOf(nodes: readonly AnyNode[]): Tree {
  const all = nodes.map(({ parent, slot, at = 0 }, index) =>
    turn(`t${index}`, parent === 0 ? null : `t${parent}`, `s${slot}`, at),
  )
  return tree(
    all.filter((_, index) => !nodes[index]?.gone),
    all.filter((_, index) => nodes[index]?.gone),
  )
}

/** Living turns that no row of clicks on versions brings into sight. */
function outOfReach(made: Tree): string[] {
  const hidden = new Set(made.turns.keys())
  const tried = new Set<string>()
  const states: Record<string, string>[] = [{}]
  for (let chosen = states.pop(); chosen && hidden.size > 0; chosen = states.pop()) {
    const name = JSON.stringify(Object.entries(chosen).toSorted())
    if (tried.has(name)) continue
    tried.add(name)
    for (const one of path({ ...made, chosen })) {
      hidden.delete(one.id)
      for (const other of versions(made.turns, one)) states.push({ ...chosen, [one.slot]: other.id })
    }
  }
  return [...hidden]
}

describe('the turns on show', () => {
  test('follow their parents, whatever order they were read in', () => {
    expect(ids(tree([turn('t3', 't2'), turn('t1', null), turn('t2', 't1')]))).toEqual(['t1', 't2', 't3'])
  })

  test('of a place are the newest version with what follows it, unless another one was chosen', () => {
    const turns = [
      turn('t1', null),
      turn('t2', 't1', 'answer'),
      turn('t3', 't2'),
      turn('t4', 't1', 'answer'),
      turn('t5', 't4'),
    ]
    expect(ids(tree(turns))).toEqual(['t1', 't4', 't5'])
    expect(ids(tree(turns, [], { answer: 't2' }))).toEqual(['t1', 't2', 't3'])
  })

  test('that two tabs added after the same turn are both there', () => {
    const turns = [turn('t1', null), turn('t2', 't1'), turn('t4', 't2'), turn('t3', 't1'), turn('t5', 't3')]
    expect(ids(tree(turns))).toEqual(['t1', 't2', 't4', 't3', 't5'])
  })

  test('keep their place when the one before them is deleted', () => {
    expect(ids(tree([turn('t1', null), turn('t3', 't2')], [turn('t2', 't1')]))).toEqual(['t1', 't3'])
  })

  test('stay when a version was deleted in one tab while another one was made in the other', () => {
    const made = tree([turn('t1', null), turn('t4', 't1', 'a'), turn('t3', 't2')], [turn('t2', 't1', 'a')], {
      a: 't2',
    })
    expect(ids(made)).toEqual(['t1', 't4', 't3'])
  })

  test('stay when the record before them was lost', () => {
    expect(ids(tree([turn('t1', null), turn('t3', 'lost'), turn('t4', 't3')]))).toEqual(['t1', 't3', 't4'])
  })

  test('stay when two tabs have moved them below each other', () => {
    expect(ids(tree([turn('t1', null), turn('t2', 't3'), turn('t3', 't2')])).toSorted()).toEqual([
      't1',
      't2',
      't3',
    ])
  })

  test('may be thousands deep', () => {
    const turns = Array.from({ length: 20_000 }, (_, i) => turn(`t${i}`, i === 0 ? null : `t${i - 1}`))
    expect(path(tree(turns))).toHaveLength(20_000)
  })

  test('of one place may stand below those of the same place, where tabs have moved them', () => {
    const turns = [
      turn('t1', null, 'a'),
      turn('t2', null, 'a'),
      turn('t3', 't1', 'b'),
      turn('t4', 't3', 'a'),
      turn('t5', 't3', 'a'),
    ]
    expect(ids(tree(turns))).toEqual(['t2'])
    expect(ids(tree(turns, [], { a: 't1' }))).toEqual(['t1', 't3', 't5'])
    // What was chosen is on show, and so is the way to it.
    expect(ids(tree(turns, [], { a: 't4' }))).toEqual(['t1', 't3', 't4'])
    expect(ids(tree(turns, [], { a: 't2' }))).toEqual(['t2'])
  })

  test('of a ring stand at the top with their other versions', () => {
    const turns = [turn('t1', 't3', 'a'), turn('t2', 't3', 'a'), turn('t3', 't1'), turn('t4', 't3', 'b')]
    expect(ids(tree(turns))).toEqual(['t2'])
    expect(ids(tree(turns, [], { a: 't1' }))).toEqual(['t1', 't3', 't4'])
  })

  /** Any records at all: parents may be lost, deleted, or form rings, and a slot may stand in several places. */
  const anyTree = fc
    .array(fc.record({ parent: fc.nat(14), slot: fc.nat(4), gone: fc.boolean(), at: fc.nat(5) }), {
      maxLength: 14,
    })
    .map(madeOf)
  /** The same without deleted ones, and closer together: few slots, parents that mostly exist. */
  const livingTree = fc
    .array(fc.record({ parent: fc.nat(9), slot: fc.nat(2), at: fc.nat(3) }), { maxLength: 9 })
    .map(madeOf)

  test('are each there once, and one version of every place', () => {
    fc.assert(
      fc.property(anyTree, (made) => {
        const shown = path(made)
        expect(new Set(shown.map(({ id }) => id)).size).toBe(shown.length)
        expect(shown.every(({ id }) => made.turns.has(id) && !made.gone.has(id))).toBe(true)
      }),
    )
  })

  // What stands below places that are deleted as a whole is one undo away, not one click: no deleted turns here.
  test('reach every living turn: it is on show, or below a version that can be put on show', () => {
    fc.assert(
      fc.property(livingTree, (made) => {
        expect(outOfReach(made)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('show a version once it is chosen', () => {
    fc.assert(
      fc.property(livingTree, (made) => {
        for (const one of path(made))
          for (const other of versions(made.turns, one))
            expect(ids({ ...made, chosen: { [one.slot]: other.id } })).toContain(other.id)
      }),
    )
  })

  test.each([
    // A walk that counted its clicks gave up before the last version of these two.
    [
      'one slot at the top and below a later turn',
      [
        [0, 0],
        [0, 0],
        [0, 1],
        [0, 1],
        [7, 1],
        [0, 0],
        [0, 2],
        [0, 2],
        [7, 1],
      ],
    ],
    [
      'a ring, a lost parent and one slot in two places',
      [
        [7, 1],
        [7, 1],
        [2, 0],
        [8, 0],
        [0, 0],
        [0, 1],
        [0, 0],
        [0, 1],
      ],
    ],
    // These were out of reach.
    [
      'a ring with its own slot below it',
      [
        [0, 0],
        [7, 1],
        [1, 1],
        [1, 1],
        [7, 1],
      ],
    ],
    [
      'one slot below itself, through another one',
      [
        [6, 2],
        [0, 0],
        [0, 0],
        [6, 2],
        [0, 0],
        [0, 2],
        [5, 0],
        [0, 2],
      ],
    ],
  ])('reach every turn of %s', (_, nodes) => {
    expect(outOfReach(madeOf(nodes.map(([parent = 0, slot = 0]) => ({ parent, slot }))))).toEqual([])
  })
})

test('below a turn stands what follows it in every version, also through deleted turns', () => {
  const made = tree([turn('t1', null), turn('t3', 't2', 'a'), turn('t4', 't1', 'b')], [turn('t2', 't1')])
  expect(below(made, 't1').map(({ id }) => id)).toEqual(['t3', 't4'])
})

test('versions of a place are its living turns, oldest first', () => {
  const turns = [turn('t4', 't1', 'a'), turn('t2', 't1', 'a'), turn('t3', 't9', 'a'), turn('t5', 't1', 'b')]
  const made = tree(turns)
  expect(versions(made.turns, turns[0] ?? turn('t0', null)).map(({ id }) => id)).toEqual(['t2', 't4'])
})
