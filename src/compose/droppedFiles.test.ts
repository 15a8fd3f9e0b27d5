import { expect, test } from 'vitest'
import { droppedFiles } from './droppedFiles.ts'

type Entry = { name: string; fullPath: string; isDirectory: boolean }

const fileEntry = (fullPath: string): Entry => {
  const name = fullPath.split('/').at(-1)!
  return Object.assign(
    { name, fullPath, isDirectory: false },
    { file: (give: (file: File) => void) => give(new File(['x'], name)) },
  )
}
/** Gives its children two at a time, as a browser gives a hundred at a time. */
const folder = (fullPath: string, children: Entry[], fails = false): Entry =>
  Object.assign(
    { name: fullPath.split('/').at(-1)!, fullPath, isDirectory: true },
    {
      createReader() {
        const left = [...children]
        return {
          readEntries: (give: (entries: Entry[]) => void, refuse: (error: DOMException) => void) =>
            fails ? refuse(new DOMException('gone', 'NotFoundError')) : give(left.splice(0, 2)),
        }
      },
    },
  )
const transfer = (entries: Entry[], files: File[] = []) =>
  ({
    items: entries.map((entry) => ({ kind: 'file', webkitGetAsEntry: () => entry })),
    files,
  }) as unknown as DataTransfer
const names = async (data: DataTransfer) => (await droppedFiles(data)).files.map(({ name }) => name)

test('files without a folder are taken as they come', async () => {
  expect(await names(transfer([fileEntry('/a.png')], [new File(['x'], 'a.png')]))).toEqual(['a.png'])
})

test('folders are walked to the end, inside each other, without what systems leave in them', async () => {
  const inner = folder('/d/e', [fileEntry('/d/e/3.png'), fileEntry('/d/e/4.png'), fileEntry('/d/e/5.png')])
  const outer = folder('/d', [fileEntry('/d/.DS_Store'), fileEntry('/d/1.png'), fileEntry('/d/2.png'), inner])
  expect(await names(transfer([outer, fileEntry('/6.png')]))).toEqual([
    '1.png',
    '2.png',
    '3.png',
    '4.png',
    '5.png',
    '6.png',
  ])
})

test('a folder that cannot be read leaves what was found before it', async () => {
  const outer = folder('/d', [fileEntry('/d/1.png'), folder('/d/gone', [], true)])
  expect(await names(transfer([outer]))).toEqual(['1.png'])
  expect(await droppedFiles(transfer([outer]))).toMatchObject({
    unseen: expect.stringContaining('could not be read'),
  })
})

test('a folder of a whole disk ends at a thousand files', async () => {
  const many = Array.from({ length: 1200 }, (_, i) => fileEntry(`/d/${i}.png`))
  const dropped = await droppedFiles(transfer([folder('/d', many)]))
  expect(dropped.files).toHaveLength(1000)
  expect(dropped.unseen).toContain('first 1,000 files')
  const exactly = await droppedFiles(transfer([folder('/d', many.slice(0, 1000))]))
  expect([exactly.files.length, exactly.unseen]).toEqual([1000, undefined])
})
