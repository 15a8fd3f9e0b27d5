/**
 * WebDriver BiDi, as much of it as a smoke test needs: commands and events over one WebSocket, and a page driven as a
 * person would, by role and name, with real keys and a real pointer. https://w3c.github.io/webdriver-bidi/
 */
import { setTimeout as after } from 'node:timers/promises'
import { WebSocket } from 'ws'

type Params = Record<string, unknown>
type Message = { id?: number; type: string; method?: string; params?: Params; result?: Params } & {
  error?: string
  message?: string
}

/** An element of a page, as the protocol refers to it. */
export interface Element {
  sharedId: string
}

/** How long anything may take until the test counts as failed, in milliseconds. */
const patience = 20_000

/** One browser. What is asked after it has gone fails. */
export class Browser {
  #socket: WebSocket
  #last = 0
  #asked = new Map<number, { done: (result: Params) => void; failed: (error: Error) => void }>()
  #heard: { method: string; hear: (params: Params) => void }[] = []

  private constructor(socket: WebSocket) {
    this.#socket = socket
    socket.on('message', (data: Buffer) => this.#take(JSON.parse(data.toString()) as Message))
    socket.on('close', () => {
      for (const { failed } of this.#asked.values()) failed(new Error('The browser has gone.'))
    })
  }

  /** @param address what the browser says that it listens on, `ws://127.0.0.1:PORT` */
  static async connect(address: string): Promise<Browser> {
    const socket = new WebSocket(`${address}/session`)
    await new Promise<void>((done, failed) => {
      socket.once('open', () => done())
      socket.once('error', failed)
    })
    const browser = new Browser(socket)
    await browser.send('session.new', { capabilities: {} })
    return browser
  }

  #take({ id, type, method, params = {}, result = {}, error, message }: Message): void {
    if (type === 'event') {
      for (const one of this.#heard) if (one.method === method) one.hear(params)
      return
    }
    const asked = this.#asked.get(id!)
    this.#asked.delete(id!)
    if (type === 'success') asked?.done(result)
    else asked?.failed(new Error(`${error}: ${message}`))
  }

  /** @throws what the browser answered, when it is an error */
  send<T extends object>(method: string, params: Params): Promise<T> {
    const id = ++this.#last
    return new Promise((done, failed) => {
      this.#asked.set(id, { done: (result) => done(result as T), failed })
      this.#socket.send(JSON.stringify({ id, method, params }))
    })
  }

  async on(method: string, hear: (params: Params) => void): Promise<void> {
    this.#heard.push({ method, hear })
    await this.send('session.subscribe', { events: [method] })
  }

  async open(width: number, height: number): Promise<Page> {
    const { context } = await this.send<{ context: string }>('browsingContext.create', { type: 'tab' })
    const viewport = { width, height }
    await this.send('browsingContext.setViewport', { context, viewport })
    return new Page(this, context)
  }

  async close(): Promise<void> {
    await this.send('browser.close', {})
    this.#socket.close()
  }
}

type Remote = { type: string; value?: unknown }

/** What came from the page, as a plain value: text, number, boolean, null, or a list of them. */
function plain({ type, value }: Remote): unknown {
  return type === 'array' ? (value as Remote[]).map(plain) : (value ?? null)
}

const keys: Record<string, string> = { Enter: '\u{E007}', Control: '\u{E009}' }

/** One tab. */
export class Page {
  #browser: Browser
  #context: string

  constructor(browser: Browser, context: string) {
    this.#browser = browser
    this.#context = context
  }

  #send<T extends object>(method: string, params: Params): Promise<T> {
    return this.#browser.send<T>(method, { context: this.#context, ...params })
  }

  async goto(url: string): Promise<void> {
    await this.#send('browsingContext.navigate', { url, wait: 'complete' })
  }

  async reload(): Promise<void> {
    await this.#send('browsingContext.reload', { wait: 'complete' })
  }

  /** What a function says that runs in the page; a promise is waited for. @throws what it throws */
  async evaluate(body: string, ...given: (string | number | Element)[]): Promise<unknown> {
    const answer = await this.#browser.send<{
      type: string
      result: Remote
      exceptionDetails?: { text: string }
    }>('script.callFunction', {
      functionDeclaration: body,
      awaitPromise: true,
      target: { context: this.#context },
      arguments: given.map((one) =>
        typeof one === 'object' ? one : { type: typeof one === 'string' ? 'string' : 'number', value: one },
      ),
    })
    if (answer.exceptionDetails) throw new Error(answer.exceptionDetails.text)
    return plain(answer.result)
  }

  /** Elements that assistive technology knows by this role and name, now. */
  async all(role: string, name: string): Promise<Element[]> {
    const { nodes } = await this.#send<{ nodes: Element[] }>('browsingContext.locateNodes', {
      locator: { type: 'accessibility', value: { role, name } },
    })
    return nodes
  }

  /** Asks again and again until there is an answer. @throws when there is none in time */
  async until<T>(what: string, ask: () => Promise<T | null | undefined | false>): Promise<T> {
    const end = Date.now() + patience
    while (Date.now() < end) {
      const answer = await ask()
      if (answer) return answer
      await after(50)
    }
    throw new Error(`In vain waited for: ${what}`)
  }

  find(role: string, name: string): Promise<Element> {
    return this.until(`${role} “${name}”`, async () => (await this.all(role, name))[0])
  }

  /** Waits until a text of the page, picked by a CSS selector, fits. */
  async reads(selector: string, text: RegExp): Promise<string> {
    return this.until(`${text} in ${selector}`, async () => {
      const found = await this.evaluate('(s) => document.querySelector(s)?.textContent ?? ""', selector)
      return text.test(String(found)) && String(found)
    })
  }

  async click(role: string, name: string): Promise<Element> {
    const element = await this.find(role, name)
    await this.evaluate('(e) => e.scrollIntoView({ block: "nearest" })', element)
    const origin = { type: 'element', element }
    await this.#send('input.performActions', {
      actions: [
        {
          type: 'pointer',
          id: 'mouse',
          actions: [
            { type: 'pointerMove', x: 0, y: 0, origin },
            { type: 'pointerDown', button: 0 },
            { type: 'pointerUp', button: 0 },
          ],
        },
      ],
    })
    return element
  }

  /** Presses keys one after the other, or together: `Control+Enter`. */
  async press(...strokes: string[]): Promise<void> {
    const actions = strokes.flatMap((stroke) => {
      const held = stroke.length > 1 ? stroke.split('+').map((key) => keys[key] ?? key) : [stroke]
      const down = held.map((value) => ({ type: 'keyDown', value }))
      return down.concat(held.toReversed().map((value) => ({ type: 'keyUp', value })))
    })
    await this.#send('input.performActions', { actions: [{ type: 'key', id: 'keys', actions }] })
  }

  /** Replaces what stands in a field by typing. */
  async fill(role: string, name: string, text: string): Promise<void> {
    await this.click(role, name)
    await this.press('Control+a', ...text)
  }

  /** Gives a field for files these files of the disk. */
  async setFiles(selector: string, files: string[]): Promise<void> {
    const [element] = await this.until(selector, async () => {
      const { nodes } = await this.#send<{ nodes: Element[] }>('browsingContext.locateNodes', {
        locator: { type: 'css', value: selector },
      })
      return nodes.length > 0 && nodes
    })
    await this.#send('input.setFiles', { element, files })
  }

  /** @returns PNG of what is seen, or of a part of it in CSS pixels */
  async screenshot(part?: { x: number; y: number; width: number; height: number }): Promise<Buffer> {
    const { data } = await this.#send<{ data: string }>(
      'browsingContext.captureScreenshot',
      part ? { clip: { type: 'box', ...part } } : {},
    )
    return Buffer.from(data, 'base64')
  }
}
