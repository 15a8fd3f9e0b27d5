import { Suspense } from 'react'
import { useStore } from 'zustand'
import { readResult } from '../../request/functions/result.ts'
import { useDoc } from '../../state/documents/documents.ts'
import { isOwn, keepAnswer } from '../../state/chat/keepAnswer.ts'
import { Button } from '../../ui/Button.tsx'
import { useAttempt } from '../../ui/useAttempt.ts'
import { TextArea } from '../../ui/TextArea.tsx'
import { size } from '../../ui/figures.ts'
import { lazyPart } from '../../ui/parts.ts'
import { callWords } from './words.ts'
import type { FunctionCall } from '../../gemini/types.ts'
import type { Given } from '../../state/chat/results.ts'
import type { Turn } from '../../state/chat/tree.ts'

// With what is known of models.
const ResultFiles = lazyPart(() => import('./ResultFiles.tsx'))

interface Props {
  call: FunctionCall
  /** Of the calls. */
  turn: Turn
  /** Which of them, counted from 0. */
  at: number
  given: Given | undefined
  /** What is wrong with it, once it was to be sent. */
  problem: string | undefined
  onChange: (text: string) => void
}

const encoder = new TextEncoder()

/** The field for the result of a call that waits. */
export function CallField({ call, turn, at, given, problem, onChange }: Props) {
  const { text = '', media = [] } = given ?? {}
  const found = readResult(text)
  const { settings } = useDoc()
  const own = useStore(settings.store, ({ functions }) => isOwn(functions, call.name))
  const { problem: refused, attempt } = useAttempt()
  const keep = async () => {
    const why = await keepAnswer(call, text)
    if (why !== null) throw new Error(why)
  }
  return (
    <div data-result className="flex flex-col gap-2">
      <TextArea
        label={`Result of ${call.name ?? 'the function'}`}
        mono
        rows={3}
        spellCheck={false}
        placeholder={callWords.placeholder}
        value={text}
        error={problem}
        hint={found.ok && found.wrapped ? callWords.wrapped : undefined}
        onChange={onChange}
      />
      <div className="flex flex-wrap items-center gap-2">
        <Button
          variant="bordered"
          disabled={!found.ok || !own}
          title={own ? callWords.asHandler : callWords.notOwn}
          onClick={() => attempt(callWords.notKept, keep)}
        >
          Use as handler
        </Button>
        <Suspense fallback={null}>
          <ResultFiles
            turn={turn}
            at={at}
            name={call.name ?? 'the function'}
            response={found.ok ? found.response : null}
            media={media}
          />
        </Suspense>
        {found.ok && (
          <span className="ml-auto text-label text-mute">
            {callWords.size(size(encoder.encode(JSON.stringify(found.response)).length))}
          </span>
        )}
      </div>
      {refused && (
        <p role="alert" className="text-label text-fail">
          {refused}
        </p>
      )}
    </div>
  )
}
