/** The frozen base of version 1 in a browser, and the screen that the build of then showed of it. */
import { readFileSync } from 'node:fs'
import { v1BaseScript } from '../src/store/fixtures/v1Base.ts'
import type { V1Fixture } from '../src/store/fixtures/v1Base.ts'
import type { Page } from '@playwright/test'

export interface TurnThen {
  role: 'You' | 'Model'
  text?: string
  reason?: string
  branches?: string
  images?: string[]
  candidates?: number
  chosen?: string
  leftOut?: string
  seen?: string
  editing?: string
}
interface ConversationThen {
  title: string
  turns: TurnThen[]
  message: string
  attachments: string[]
}
export interface TabThen {
  prompt: {
    text: string
    attachments: string[]
    answers: { name: string; text: string; reason?: string }[]
    left: string
    putAside: string | null
    settings: {
      model: string
      systemInstruction: string
      temperature: string
      maxOutputTokens: string
      seed: string
      stopSequences: string[]
      dangerousContent: string
    }
  }
  chat: { title: string | null; turns: number; message: string; attachments: string[] }
}
interface Screen {
  tabs: Record<string, TabThen>
  newTab: {
    conversations: ConversationThen[]
    embeddings: {
      setup: {
        model: string
        taskType: string
        title: string
        outputDimensions: string
        rows: [string, string][]
      }
      fromCache: string
      nearest: string[]
      broughtBack: { model: string; taskType: string; outputDimensions: string; lines: string }
      broughtBackFromCache: string
      jobs: { texts: string; status: string; failed: string | null }[]
    }
    theme: string
  }
}
const json = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../src/store/fixtures/${name}.json`, import.meta.url), 'utf8'))
export const fixture = json('v1-base') as V1Fixture
export const screen1 = json('v1-expected') as Screen

/** Puts the base of version 1 in place, on a page of this origin that does not start the app. */
export async function install(page: Page, tab?: string): Promise<void> {
  await page.goto('/icon.svg')
  await page.evaluate(v1BaseScript(fixture, tab))
}

/** How many records of the old shape there are, and how many runs. */
export const shapes = (page: Page) =>
  page.evaluate(async () => {
    // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
    const result = <T>(request: IDBRequest<T>) =>
      new Promise<T>((done) => {
        request.addEventListener('success', () => done(request.result))
      })
    const base = await result(indexedDB.open('playground'))
    const all = (name: string) => result(base.transaction(name).objectStore(name).getAll())
    const keys = (await result(base.transaction('drafts').objectStore('drafts').getAllKeys())).map(String)
    const turns = (await all('turns')) as { run?: unknown; conversation: string }[]
    const found = {
      version: base.version,
      oldTurns: turns.filter(({ run }) => typeof run === 'object').map(({ conversation }) => conversation),
      oldDrafts: keys.filter((key) => key.startsWith('run/')).length,
      runs: (await all('runs')).length,
      aside: (await all('aside')).length,
    }
    base.close()
    return found
  })
