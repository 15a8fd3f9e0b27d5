import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { fieldText, isBlank, withText } from '../../request/draft.ts'
import { mediaIn } from '../../request/media.ts'
import { AddImages } from '../../compose/AddImages.tsx'
import { AddText } from '../../compose/AddText.tsx'
import { Attachments } from '../../compose/Attachments.tsx'
import { LaunchLine } from '../../compose/LaunchLine.tsx'
import { useArrival } from '../../ui/arrival.ts'
import { usePhone } from '../../ui/screen.ts'
import { useImageIntake } from '../../compose/useImageIntake.ts'
import { useChat } from '../../state/chat/chat.ts'
import { addDraftMedia, draft, setDraft, setDraftText, useDraft } from '../../state/chat/draft.ts'
import { addDraft, chatLaunch } from '../../state/chat/launch.ts'
import { useLoops } from '../../state/chat/loops.ts'
import { stepsOf } from '../../state/chat/steps.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { ErrorBoundary } from '../../ui/ErrorBoundary.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { Popup } from '../../ui/Popup.tsx'
import { lazyPart } from '../../ui/parts.ts'
import { ChatTokens } from './ChatTokens.tsx'
import { SendButton } from './SendButton.tsx'
import { UndoLine } from './UndoLine.tsx'
import { usePause } from './counting.ts'
import { setPreference, useView } from './view.ts'
import { isComposing } from '../../ui/isComposing.ts'
import { pictures, send } from './pictures.ts'
import { words } from './words.ts'
import type { MediaRef } from '../../request/media.ts'

// With all the rules: after the composer takes text.
const ChatChecks = lazyPart(() => import('./ChatChecks.tsx'))

/** The box under the conversation, on the text's own left edge. */
export function Composer() {
  const parts = useDraft((state) => state.parts)
  const field = useDraft((state) => state.field)
  const media = useMemo(() => mediaIn(parts), [parts])
  const of = useDraft((state) => state.of)
  const conversation = useChat((state) => state.current.id)
  const onAdd = useCallback(
    (one: MediaRef) => void addDraftMedia(one, { of, conversation }),
    [of, conversation],
  )
  const intake = useImageIntake(pictures, media, onAdd)
  const counts = usePause() === null
  const phone = usePhone()
  const [folded, unfold] = useFolded(phone)
  const line = (
    <LaunchLine
      launch={useStore(chatLaunch.store)}
      label="Message status"
      onUnschedule={chatLaunch.unschedule}
    />
  )
  return (
    <div className="mx-auto w-full max-w-268 shrink-0 px-3 pb-3 low:pb-1! @min-[760px]:px-4 @min-[760px]:pb-4 @min-[1104px]:px-0">
      <div className="mx-auto max-w-160 @min-[760px]:mr-0 @min-[760px]:ml-34 @min-[1072px]:ml-44">
        <UndoLine />
        <ErrorBoundary name="the checks">
          <Suspense fallback={null}>
            <ChatChecks />
          </Suspense>
        </ErrorBoundary>
        {folded ? (
          <>
            {line}
            <Button onClick={unfold}>{words.instead}</Button>
          </>
        ) : (
          <div className="flex flex-col rounded-composer border border-edge bg-raised has-[textarea:focus-visible]:border-transparent has-[textarea:focus-visible]:outline-2 has-[textarea:focus-visible]:outline-accent">
            <Message />
            <Attachments
              draft={{ parts, field }}
              present={draft.getState}
              onChange={setDraft}
              intake={intake}
              own="Message"
              counts={counts}
            />
            {line}
            <div className="flex min-h-11 shrink-0 items-center gap-2 px-2 pb-2 narrow:pb-1.5">
              <div className="@container -m-1 flex h-13 min-w-0 flex-1 flex-wrap content-start items-center gap-x-1 gap-y-4 overflow-hidden p-1 narrow:h-9">
                <AddImages intake={intake} compact={phone}>
                  <AddText onAdd={() => setDraft(withText(draft.getState()))} />
                </AddImages>
              </div>
              <ChatTokens />
              <Options />
              <SendButton />
            </div>
          </div>
        )}
      </div>
    </div>
  )
}

/** On a phone the loop's bar takes the composer's place while calls wait, until the reader wants to write, or does. */
function useFolded(phone: boolean): [folded: boolean, unfold: () => void] {
  const conversation = useChat((state) => state.current.id)
  const waits = useChat((state) => stepsOf(state).waiting !== null)
  const runs = useLoops(({ running }) => conversation in running)
  const blank = useDraft(isBlank)
  const [unfolded, setUnfolded] = useState<string | null>(null)
  const folded = phone && (waits || runs) && blank && unfolded !== conversation
  return [folded, () => setUnfolded(conversation)]
}

function Options() {
  const enterSends = useView((state) => state.enterSends)
  return (
    <Popup label="Message options" icon={<Icon name="more" />} size={28}>
      <Button onClick={() => void addDraft('user')}>Add as user turn</Button>
      <Button onClick={() => void addDraft('model')}>Add as model turn</Button>
      <div className="border-t border-line px-2 py-1">
        <Checkbox
          label="Enter sends"
          description={words.enterSends}
          checked={enterSends}
          onChange={(on) => setPreference({ enterSends: on })}
        />
      </div>
    </Popup>
  )
}

function Message() {
  const field = useRef<HTMLTextAreaElement>(null)
  const text = useDraft(fieldText)
  const current = useChat((state) => state.current.id)
  const problem = useStore(chatLaunch.store, (state) => state.problem)
  const enterSends = useView((state) => state.enterSends)
  useArrival(field, current)
  useEffect(() => {
    if (problem) field.current?.focus()
  }, [problem])
  return (
    <textarea
      ref={field}
      aria-label="Message"
      placeholder={words.placeholder}
      value={text}
      rows={2}
      spellCheck
      onChange={(event) => {
        setDraftText(event.currentTarget.value)
        if (problem) chatLaunch.say(null)
      }}
      onKeyDown={(event) => {
        if (isComposing(event)) return
        if (event.key !== 'Enter' || !enterSends || event.repeat) return
        if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return
        event.preventDefault()
        send()
      }}
      className="field-sizing-content max-h-[40dvh] min-h-16 low:min-h-8 w-full resize-none bg-transparent px-3 pt-2.5 pb-1 low:pt-1 low:pb-0 text-title wrap-anywhere text-ink outline-none placeholder:text-mute narrow:text-prose"
    />
  )
}
