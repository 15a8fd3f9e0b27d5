import {
  bmp,
  bytesOf,
  exifSegment,
  gif,
  heic,
  jpeg,
  png,
  pngChunk,
  SECRET,
  segment,
  text,
  tiff,
  webp,
} from '../src/media/fixtures.ts'
import { expect, test } from './fixtures.ts'
import {
  add,
  latin1,
  markers,
  noise,
  quarters,
  sentImages,
  shown,
  stored,
  tiles,
  upload,
  withExifChunk,
  withSegments,
} from './pictures.ts'
import { onDisk } from './later.ts'

test.beforeEach(async ({ page }) => {
  await page.goto('/#/prompt')
  await expect(page.getByRole('button', { name: 'Add images' })).toBeVisible()
})

test('photographs of all eight orientations are sent upright, and no metadata is sent or stored', async ({
  page,
  api,
}) => {
  await api.connect(page)
  const plain = await quarters(page, 'image/jpeg')
  const xmp = segment(0xe1, bytesOf('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>', SECRET))
  const files = [1, 2, 3, 4, 5, 6, 7, 8].map((orientation) =>
    withSegments(plain, exifSegment({ orientation, thumbnail: true }), xmp),
  )
  await add(
    page,
    files.map((file, i) => upload(`o${i + 1}.jpg`, file, 'image/jpeg')),
  )
  await expect(tiles(page)).toHaveCount(8)
  await expect(tiles(page).nth(5)).toContainText('24 × 40')
  await expect(tiles(page).nth(5)).toContainText('Removed Exif, GPS, thumbnail, XMP. Turned upright.')
  const sent = await sentImages(page)
  expect(sent).toHaveLength(8)
  for (const [i, image] of sent.entries()) {
    expect(image.mimeType).toBe('image/jpeg')
    expect(latin1(image)).not.toMatch(markers)
    expect(await shown(page, image.data, image.mimeType), `orientation ${i + 1}`).toBe(
      await shown(page, files[i]!.toString('base64'), 'image/jpeg'),
    )
  }
  expect(await stored(page)).not.toMatch(markers)
})

test('PNG and WebP that say they lie on their side are sent upright too', async ({ page, api }) => {
  await api.connect(page)
  const plain = await quarters(page, 'image/png')
  // After the signature and the header chunk.
  const file = Buffer.concat([
    plain.subarray(0, 33),
    pngChunk('eXIf', tiff({ orientation: 6 })),
    plain.subarray(33),
  ])
  const turned = withExifChunk(await quarters(page, 'image/webp'), tiff({ orientation: 6 }))
  await add(page, [upload('side.png', file), upload('side.webp', turned, 'image/webp')])
  await expect(tiles(page)).toHaveCount(2)
  const upright = withSegments(await quarters(page, 'image/jpeg'), exifSegment({ orientation: 6 }))
  const expected = await shown(page, upright.toString('base64'), 'image/jpeg')
  for (const image of await sentImages(page))
    expect(await shown(page, image.data, image.mimeType)).toBe(expected)
})

test('an upright picture goes without loss: same pixels, only its metadata gone', async ({ page, api }) => {
  await api.connect(page)
  const [jpg, webpFile] = [await quarters(page, 'image/jpeg'), await quarters(page, 'image/webp')]
  await add(page, [
    upload('a.jpg', withSegments(jpg, exifSegment()), 'image/jpeg'),
    upload('b.webp', withExifChunk(webpFile, tiff()), 'image/webp'),
    upload('c.png', png({ width: 30, height: 20, chunks: [pngChunk('tEXt', bytesOf('Comment\0', SECRET))] })),
  ])
  await expect(tiles(page)).toHaveCount(3)
  const [a, b, c] = await sentImages(page)
  expect(Buffer.from(a!.data, 'base64').equals(jpg)).toBe(true)
  expect(Buffer.from(b!.data, 'base64').equals(webpFile)).toBe(true)
  expect(Buffer.from(c!.data, 'base64').equals(png({ width: 30, height: 20 }))).toBe(true)
})

test('every refused file is named with its reason; the good ones of the same batch stay', async ({
  page,
}) => {
  const bad: [string, Uint8Array, RegExp][] = [
    ['empty.png', new Uint8Array(0), /empty/],
    ['page.png', text('<!doctype html><script>alert(1)</script>'), /HTML page/],
    ['cut.png', png({ width: 30, height: 20 }).subarray(0, 60), /cut off/],
    ['cut.jpg', jpeg({ end: false }), /cut off/],
    ['pixels.png', png({ width: 16_000, height: 16_000 }), /256 megapixels/],
    ['broken.jpg', jpeg(), /damaged/],
    ['moving.png', png({ chunks: [pngChunk('acTL', new Uint8Array(8))] }), /animated/],
    ['moving.webp', webp({ flags: 2 }), /animated/],
    ['moving.gif', gif(2), /animated/],
    ['live.heic', heic({ brand: 'hevc' }), /sequence/],
    ['scan.tiff', tiff(), /image\/tiff is not accepted/],
    ['old.bmp', bmp(), /image\/bmp/],
    [
      'drawing.svg',
      text('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
      /SVG is not accepted/,
    ],
  ]
  await add(page, [...bad.map(([name, bytes]) => upload(name, bytes)), upload('good.png', png())])
  await expect(tiles(page)).toHaveCount(1)
  const report = page.getByRole('alert')
  await expect(report).toContainText(`1 of ${bad.length + 1} added`)
  for (const [name, , reason] of bad)
    await expect(report.getByRole('listitem').filter({ hasText: name })).toContainText(reason)
  await page.getByRole('button', { name: 'Dismiss' }).click()
  await expect(report).toBeHidden()
  await expect(tiles(page)).toHaveCount(1)
})

test('GIF and SVG become PNG on offer; a script in the SVG never runs and nothing is fetched', async ({
  page,
  api,
}) => {
  await api.connect(page)
  const pixel = Buffer.from('R0lGODlhAQABAIAAAP8AAP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64')
  const svg = text(
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="document.title=\'ran\'"><script>document.title="ran"</script><image href="http://127.0.0.1:9/x.png" width="9" height="9"/><rect width="40" height="20" fill="#f00"/></svg>',
  )
  await add(page, [upload('dot.gif', pixel, 'image/gif'), upload('red.svg', svg, 'image/svg+xml')])
  await page.getByRole('button', { name: 'Convert dot.gif to PNG' }).click()
  await page.getByRole('button', { name: 'Convert red.svg to PNG' }).click()
  await expect(tiles(page)).toHaveCount(2)
  await expect(page.getByRole('button', { name: 'Remove red.png' })).toBeVisible()
  await expect(page.getByRole('alert')).toBeHidden()
  const sent = await sentImages(page)
  expect(sent.map(({ mimeType }) => mimeType)).toEqual(['image/png', 'image/png'])
  expect(await shown(page, sent[1]!.data, 'image/png')).toBe('40x20 400 400 400 400')
  expect(await page.title()).not.toBe('ran')
})

test('HEIC goes with its metadata blanked and without a preview; a wrong name is put right', async ({
  page,
  api,
}) => {
  await api.connect(page)
  await add(page, [upload('IMG_1.jpg', heic(), 'image/jpeg')])
  await expect(tiles(page).first()).toContainText('No preview here')
  await expect(tiles(page).first()).toContainText('Renamed from IMG_1.jpg: its content is HEIC.')
  await expect(tiles(page).first().getByRole('img')).toHaveAccessibleName(/IMG_1\.heic/)
  const [image] = await sentImages(page)
  expect(image!.mimeType).toBe('image/heic')
  expect(Buffer.from(image!.data, 'base64')).toHaveLength(heic().length)
  expect(latin1(image!)).not.toMatch(/SECRET|Exif|xmp/)
})

test('the size control changes what is sent, and back', async ({ page, api }) => {
  await api.connect(page)
  await add(page, [upload('big.jpg', await quarters(page, 'image/jpeg', 2000, 1000), 'image/jpeg')])
  const size = page.getByRole('combobox', { name: 'Size of big.jpg' })
  await size.selectOption('768')
  await expect(tiles(page).first()).toContainText('768 × 384')
  await expect(tiles(page).first()).toContainText('was')
  await size.selectOption('1536')
  await expect(tiles(page).first()).toContainText('1536 × 768')
  const [image] = await sentImages(page)
  expect(await shown(page, image!.data, image!.mimeType)).toMatch(/^1536x768 /)
  await size.selectOption('original')
  await expect(tiles(page).first()).toContainText('2000 × 1000')
})

test('pictures are put in order, enlarged, removed, and survive a reload', async ({ page, api }) => {
  await api.connect(page, { remember: true })
  await add(page, [
    upload('one.png', png({ width: 31 })),
    upload('two.png', png({ width: 32 })),
    upload('three.png', png({ width: 33 })),
  ])
  await expect(tiles(page)).toHaveCount(3)
  await page.getByRole('button', { name: 'Move three.png earlier' }).click()
  await tiles(page).nth(2).dragTo(tiles(page).nth(0))
  const names = () => tiles(page).evaluateAll((list) => list.map((li) => li.querySelector('p')?.textContent))
  await expect.poll(names).toEqual(['two.png', 'one.png', 'three.png'])
  await page.getByRole('button', { name: 'Remove one.png' }).click()
  await page.getByRole('button', { name: 'Enlarge two.png' }).click()
  await expect(
    page.getByRole('dialog', { name: 'two.png' }).getByRole('img', { name: 'two.png' }),
  ).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByText('saved', { exact: true })).toBeVisible()
  await page.reload()
  await expect.poll(names).toEqual(['two.png', 'three.png'])
  await expect(tiles(page).first().getByRole('img', { name: 'two.png' })).toBeVisible()
  expect(await sentImages(page)).toHaveLength(2)
})

test('pictures stand before the text, or after it where that is chosen', async ({ page, api }) => {
  await api.connect(page)
  await page.getByRole('textbox', { name: 'Prompt' }).fill('What is this?')
  await add(page, [upload('one.png', png())])
  const order = page.getByRole('combobox', { name: 'Position of images' })
  await order.selectOption({ label: 'after the text' })
  await add(page, [upload('two.png', png({ width: 9 }))])
  await expect(tiles(page)).toHaveCount(2)
  const request = page.waitForRequest((r) => r.method() === 'POST' && /[gG]enerateContent/.test(r.url()))
  await page.getByRole('button', { name: /^Run/ }).click()
  const body = (await request).postDataJSON() as { contents: { parts: object[] }[] }
  expect(body.contents[0]!.parts.map((part) => Object.keys(part)[0])).toEqual([
    'text',
    'inlineData',
    'inlineData',
  ])
})

test('a file dropped where none is taken does not replace the page', async ({ page }) => {
  await page.goto('/#/models')
  await expect(page.getByRole('searchbox', { name: 'Filter models' })).toBeVisible()
  const prevented = await page.evaluate(() => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['x'], 'x.txt'))
    return ['dragover', 'drop'].map(
      (type) =>
        !document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer })),
    )
  })
  expect(prevented).toEqual([true, true])
})

test('what would make the request too large is refused with a smaller copy on offer', async ({
  page,
  api,
}) => {
  await api.connect(page)
  await add(page, [noise('first.png', 3000), noise('second.png', 3001), noise('huge.png', 4000)])
  const report = page.getByRole('alert')
  await expect(report).toContainText('1 of 3 added', { timeout: 30_000 })
  await expect(report.getByRole('listitem').filter({ hasText: 'second.png' })).toContainText(
    'With it the request is 24.0 MB; the limit is 20.0 MB.',
  )
  await expect(report.getByRole('listitem').filter({ hasText: 'huge.png' })).toContainText(
    'The file is 16.0 MB; the limit is 15 MB a file.',
  )
  await page.getByRole('button', { name: 'Shrink second.png to 2048 px' }).click()
  await expect(tiles(page)).toHaveCount(2, { timeout: 30_000 })
  await expect(tiles(page).nth(1)).toContainText('2048 × 2048')
})

test('a drop anywhere and a paste are taken; addresses, HTML and text never navigate', async ({ page }) => {
  const file = [...png()]
  const drop = (kinds: Record<string, string>, bytes: number[] = []) =>
    page.evaluate(
      ([data, content]) => {
        const transfer = new DataTransfer()
        for (const [type, value] of Object.entries(data)) transfer.setData(type, value)
        if (content.length)
          transfer.items.add(new File([new Uint8Array(content)], 'dropped.png', { type: 'image/png' }))
        const target = document.querySelector('main')!
        const results = ['dragover', 'drop'].map((type) =>
          target.dispatchEvent(
            new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer: transfer }),
          ),
        )
        return results.every((notPrevented) => !notPrevented)
      },
      [kinds, bytes] as const,
    )
  const address = page.url()
  expect(await drop({ 'text/uri-list': 'http://127.0.0.1:9/x.png' })).toBe(true)
  expect(await drop({ 'text/html': '<img src="http://127.0.0.1:9/x.png">' })).toBe(true)
  expect(await drop({ 'text/plain': 'hello' })).toBe(true)
  expect(page.url()).toBe(address)
  expect(await drop({}, file)).toBe(true)
  await expect(tiles(page)).toHaveCount(1)
  await page.getByRole('textbox', { name: 'Prompt' }).focus()
  await page.evaluate(
    (content) => {
      const clipboardData = new DataTransfer()
      clipboardData.items.add(new File([new Uint8Array(content)], 'image.png', { type: 'image/png' }))
      document.activeElement!.dispatchEvent(
        new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }),
      )
    },
    [...png({ width: 9 })],
  )
  await expect(tiles(page)).toHaveCount(2)
})

test('two hundred files show their progress and can be cancelled; the page answers meanwhile', async ({
  page,
}) => {
  const photo = await quarters(page, 'image/jpeg', 1600, 1200)
  const files = Array.from({ length: 200 }, (_, i) =>
    upload(
      `p${i}.jpg`,
      withSegments(photo, exifSegment({ orientation: 6 }), segment(0xfe, text(`${i}`))),
      'image/jpeg',
    ),
  )
  await add(page, files)
  await expect(page.getByRole('progressbar', { name: 'Adding images' })).toBeVisible()
  await page.getByRole('textbox', { name: 'Prompt' }).fill('still here')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page.getByRole('progressbar', { name: 'Adding images' })).toBeHidden()
  expect(await tiles(page).count()).toBeLessThan(200)
})

test('leaving the workspace in the middle of a batch loses neither the pictures nor what was refused', async ({
  page,
}) => {
  const photo = await quarters(page, 'image/jpeg', 1600, 1200)
  const files = Array.from({ length: 12 }, (_, i) =>
    upload(
      `p${i}.jpg`,
      withSegments(photo, exifSegment({ orientation: 6 }), segment(0xfe, text(`${i}`))),
      'image/jpeg',
    ),
  )
  await add(page, [upload('page.png', text('<!doctype html>')), ...files])
  await expect(page.getByRole('progressbar', { name: 'Adding images' })).toBeVisible()
  const go = (name: string) =>
    page.getByRole('navigation', { name: 'Workspaces' }).getByRole('link', { name }).click()
  await go('Models')
  await expect(page.getByRole('searchbox', { name: 'Filter models' })).toBeVisible()
  await expect.poll(() => onDisk(page)).toContain('p3.jpg')
  await go('Prompt')
  await expect(tiles(page)).toHaveCount(12, { timeout: 30_000 })
  await expect(page.getByRole('alert')).toContainText('12 of 13 added')
  await expect(page.getByRole('alert').getByRole('listitem').filter({ hasText: 'page.png' })).toContainText(
    /HTML page/,
  )
})

test('a sample is a click away, and an image alone is a prompt', async ({ page, api }) => {
  await api.connect(page)
  await page.getByRole('button', { name: /^Add sample chart\.png/ }).click()
  await expect(page.getByRole('button', { name: 'Remove chart.png' })).toBeVisible()
  await expect(tiles(page).first()).toContainText(/\d+ tokens/)
  expect(await sentImages(page)).toHaveLength(1)
  await expect(page.getByRole('article', { name: 'Candidate 1' })).toBeVisible()
})
