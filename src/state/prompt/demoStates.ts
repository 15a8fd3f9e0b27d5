/** The gallery of the demo's states. Loaded with the first place that shows it. */
import { useEffect, useState } from 'react'
import { theDemo, useSession } from '../connection/session.ts'
import { fresh } from '../documents/settings.ts'
import { goTo } from '../shell/workspace.ts'
import { runBeside } from './promptRun.ts'
import type { DemoState } from '../connection/demo.ts'

const none: readonly DemoState[] = []

/** The states there are to meet: none while another backend answers, and none before the demo is loaded. */
export function useDemoStates(): readonly DemoState[] {
  const demo = useSession(({ backend }) => backend === 'demo')
  const [states, setStates] = useState(none)
  useEffect(() => {
    let current = true
    const load = async () => {
      const found = demo ? (await theDemo().catch(() => null))?.states : none
      // Where its file did not arrive there is nothing to show; the next run says so.
      if (current) setStates(found ?? none)
    }
    void load()
    return () => {
      current = false
    }
  }, [demo])
  return demo ? states : none
}

/** Runs a state in Prompt. The chosen model, its settings and the draft stay as they are. */
export function meet({ id, prompt, config }: Pick<DemoState, 'id' | 'prompt' | 'config'>): void {
  goTo('prompt')
  const settings = { ...fresh(id), ...(config && { generationConfig: config }) }
  void runBeside({ v: 2, settings, turns: [{ role: 'user', parts: [{ text: prompt }] }] })
}
