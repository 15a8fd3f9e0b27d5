import { createStore } from 'zustand/vanilla'
import { prepare, signOf } from '../../runs/prepare.ts'
import { recordOf } from '../connection/queries.ts'
import { loadMedia } from '../images/loadMedia.ts'
import { askForKey, needsKey, presentOver } from '../connection/session.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { Finding } from '../../request/checks/finding.ts'
import type { RequestDoc } from '../../request/doc.ts'
import type { Over } from '../../runs/start.ts'

/** What stands between a press on Run or Send and the request. */
export interface Launch {
  /** Something in it looks like a key, and the reader is asked what to do with it. */
  asking: boolean
  /** What the API is known to refuse, while the reader is asked what to do about it. */
  errors: readonly Finding[] | null
  /** Why nothing was started. */
  problem: string | null
  /** Epoch milliseconds at which it runs by itself, as the reader asked. */
  scheduled: number | null
}

/** Something that is to be sent, as it stands at the moment of the press. */
export interface Ask {
  doc: RequestDoc
  /** Whom it goes to; absent: whoever is asked at the moment of the launch. */
  over?: Over
  /** Said where there is nothing to send. */
  nothing: string
  /** Whether it may still be sent once everything is at hand: it may have been stopped, or its owner deleted. */
  stands: () => boolean
  /**
   * Said in the place of a question or a refusal where the reader has left what was to be sent: an answer to it would be
   * about what is on the screen by then. Null while it is on the screen.
   */
  away?: () => string | null
  /** Whether an Error was chosen, to see what the server says: then nobody is asked about it. */
  onPurpose?: (error: Finding) => boolean
  send: (request: GenerateContentRequest, over: Over) => void
}

/** Key-like texts that the reader has said to send; asked once each while the page is open. */
const meant = new Set<string>()
/** Errors in spite of which the reader has said to send. */
const accepted = new Set<string>()

/** How one composer gets from a press to a run; its checks and their order are `prepare`'s. */
export function createLaunch() {
  const store = createStore<Launch>(() => ({
    asking: false,
    errors: null,
    problem: null,
    scheduled: null,
  }))
  let timer: ReturnType<typeof setTimeout> | undefined
  /** What the open question is about. */
  let asked: { again: () => Promise<boolean>; mean: () => void } | null = null
  const unschedule = () => {
    clearTimeout(timer)
    store.setState({ scheduled: null })
  }
  const say = (problem: string | null) => store.setState({ problem })
  const closeQuestion = () => {
    asked = null
    store.setState({ asking: false, errors: null })
  }

  /** @returns whether it was sent; if not, the store says why, or a dialog asks */
  async function launch(
    { doc, over = presentOver(), nothing, stands, away, onPurpose, send }: Ask,
    again: () => Promise<boolean>,
  ): Promise<boolean> {
    unschedule()
    closeQuestion()
    say(null)
    const { apiKey } = over
    const prepared = await prepare({
      doc,
      connected: !needsKey(),
      apiKey,
      meant,
      load: loadMedia,
      record: recordOf(doc.settings.model),
      accepted,
      onPurpose,
      nothing,
    })
    if (!stands()) return false
    if (prepared.ok) {
      send(prepared.request, over)
      return true
    }
    const left = away?.() ?? null
    if (left !== null) say(left)
    else if (prepared.why === 'connection') askForKey()
    else if (prepared.why === 'key') {
      const { keys } = prepared
      asked = { again, mean: () => keys.forEach((key) => meant.add(key)) }
      store.setState({ asking: true })
    } else if (prepared.why === 'checks') {
      const { errors } = prepared
      asked = { again, mean: () => errors.forEach((error) => accepted.add(signOf(error))) }
      store.setState({ errors })
    } else say(prepared.words)
    return false
  }

  return {
    store,
    launch,
    say,
    unschedule,
    /** Runs at a moment the reader chose to wait for. @param at epoch milliseconds */
    schedule(at: number, run: () => void): void {
      clearTimeout(timer)
      store.setState({ scheduled: at })
      timer = setTimeout(
        () => {
          // Whatever comes of it, its time is over.
          store.setState({ scheduled: null })
          run()
        },
        Math.max(0, at - Date.now()),
      )
    },
    closeQuestion,
    /** The reader means to send it as it stands. */
    async sendAnyway(): Promise<void> {
      const question = asked
      if (!question) return
      question.mean()
      await question.again()
    },
  }
}
