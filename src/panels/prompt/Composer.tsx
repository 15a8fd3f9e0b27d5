import { Suspense, useEffect, useMemo, useRef } from 'react'
import { useStore } from 'zustand'
import { fieldText, isEmpty, textsOf, withText } from '../../request/draft.ts'
import { mediaIn } from '../../request/media.ts'
import { AddImages } from '../../compose/AddImages.tsx'
import { AddText } from '../../compose/AddText.tsx'
import { Attachments } from '../../compose/Attachments.tsx'
import { LaunchLine } from '../../compose/LaunchLine.tsx'
import { usePhone } from '../../ui/screen.ts'
import { useImageIntake } from '../../compose/useImageIntake.ts'
import { storage } from '../../store/storage.ts'
import { holdsKey } from '../../state/connection/keyInText.ts'
import { addMedia, prompt, setText, setWritten, usePrompt } from '../../state/prompt/prompt.ts'
import { LeftDrafts } from './LeftDrafts.tsx'
import { RunButton } from './RunButton.tsx'
import { promptLaunch } from '../../state/prompt/promptRun.ts'
import { TokenCount, useTokenCount } from './TokenCount.tsx'
import { Undo } from './Undo.tsx'
import { usePause } from './counting.ts'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { useArrival } from '../../ui/arrival.ts'
import { pictures } from './pictures.ts'
import { words } from './words.ts'

/** The rules are not in the first load. */
const PromptChecks = lazyPart(() => import('./PromptChecks.tsx'))

/** The left pane: it is the field itself, with its images and its foot under the text. A box at the bottom of a phone. */
export function Composer() {
  const parts = usePrompt((state) => state.parts)
  const field = usePrompt((state) => state.field)
  const media = useMemo(() => mediaIn(parts), [parts])
  const intake = useImageIntake(pictures, media, addMedia)
  const counts = usePause() === null
  const phone = usePhone()
  const counted = useTokenCount()
  return (
    <div className="order-last m-3 flex shrink-0 flex-col rounded-composer border border-edge bg-raised has-[textarea:focus-visible]:border-transparent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent narrow:order-none narrow:m-0 narrow:w-[min(448px,42%)] narrow:rounded-none narrow:border-0 narrow:border-r narrow:border-line narrow:bg-transparent narrow:has-[textarea:focus-visible]:border-line narrow:has-[textarea:focus-visible]:outline-none">
      <div className="hidden h-10 low:h-8 shrink-0 items-center gap-2 border-b border-line bg-panel px-4 narrow:flex">
        <h2 className="mr-auto text-ui font-semibold">Prompt</h2>
        <Undo />
        <Saved />
      </div>
      <Text />
      <Attachments
        draft={{ parts, field }}
        present={prompt.getState}
        onChange={setWritten}
        intake={intake}
        own="Prompt"
        counts={counts}
      />
      <LeftDrafts />
      <ErrorBoundary name="the checks">
        <Suspense fallback={null}>
          <PromptChecks tokens={counted.tokens} />
        </Suspense>
      </ErrorBoundary>
      <LaunchLine
        launch={useStore(promptLaunch.store)}
        label="Run status"
        onUnschedule={promptLaunch.unschedule}
      />
      <div className="flex min-h-13 shrink-0 items-center gap-3 px-2 py-2 narrow:border-t narrow:border-line narrow:py-1">
        {/* What has no room wraps into a line that is not shown, so that Run stays whole. */}
        <div className="@container -m-1 flex h-13 min-w-0 flex-1 flex-wrap content-start items-center gap-x-3 gap-y-4 overflow-hidden p-1 narrow:h-9">
          <AddImages intake={intake} compact={phone}>
            <AddText onAdd={() => setWritten(withText(prompt.getState()))} />
          </AddImages>
        </div>
        <TokenCount counted={counted} />
        <RunButton />
      </div>
    </div>
  )
}

function Text() {
  const field = useRef<HTMLTextAreaElement>(null)
  const text = usePrompt(fieldText)
  const problem = useStore(promptLaunch.store, (state) => state.problem)
  useArrival(field)
  useEffect(() => {
    if (problem) field.current?.focus()
  }, [problem])
  return (
    <textarea
      ref={field}
      aria-label="Prompt"
      placeholder={words.placeholder}
      value={text}
      rows={2}
      spellCheck
      onChange={(event) => {
        setText(event.currentTarget.value)
        if (problem) promptLaunch.say(null)
      }}
      className="field-sizing-content max-h-22 min-h-18 focus:max-h-[40dvh] w-full resize-none bg-transparent px-3 py-2 text-title wrap-anywhere text-ink outline-none placeholder:text-mute narrow:field-sizing-fixed narrow:max-h-none narrow:focus:max-h-none narrow:min-h-0 narrow:flex-1 narrow:px-4 narrow:py-3 narrow:text-prompt narrow:-outline-offset-2 narrow:focus-visible:outline-2 narrow:focus-visible:outline-solid narrow:focus-visible:outline-accent"
    />
  )
}

function Saved() {
  const { mode, problem, unsaved } = useStore(storage)
  const empty = usePrompt(isEmpty)
  const withKey = usePrompt((state) => textsOf(state).some(holdsKey))
  const word =
    mode === 'memory' || problem
      ? 'not saved'
      : unsaved.some((key) => key.startsWith('prompt/'))
        ? ''
        : withKey
          ? 'saved without the key'
          : empty
            ? ''
            : 'saved'
  return (
    <span title={problem ?? undefined} className="text-label text-mute">
      {word}
    </span>
  )
}
