import { useStore } from 'zustand'
import { KeyQuestion } from '../../compose/KeyQuestion.tsx'
import { embed, launch, removeKey } from '../../state/embedding/run.ts'

/** Asked before texts are sent of which one looks as if it held a key. */
export function KeyInTexts() {
  return (
    <KeyQuestion
      open={useStore(launch, (state) => state.asking)}
      where="One of the texts"
      onRun={() => void embed(true)}
      onRemove={removeKey}
      onClose={() => launch.setState({ asking: false })}
    />
  )
}
