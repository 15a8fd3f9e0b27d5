import { useEffect, useMemo, useState } from 'react'
import { toContents, toGenerateRequest } from '../../request/request.ts'
import { chatRequest } from '../../state/chat/answer.ts'
import { useChat } from '../../state/chat/chat.ts'
import { usePrompt } from '../../state/prompt.ts'
import { promptRequest } from '../../state/promptRequest.ts'
import { useSettings } from '../../state/settings.ts'
import type { GenerateContentRequest } from '../../gemini/types.ts'
import type { RunWorkspace } from '../../state/run.ts'

/** A plain request at once, and the one with images as soon as their bytes are read. */
function useBuilt(
  plain: GenerateContentRequest,
  build: (() => Promise<GenerateContentRequest>) | null,
): GenerateContentRequest {
  const [built, setBuilt] = useState({ of: build, request: plain })
  useEffect(() => {
    if (!build) return
    let current = true
    const finish = async (): Promise<void> => {
      // A picture that cannot be read is said where it stands; here the rest is shown.
      const request = await build().catch(() => plain)
      if (current) setBuilt({ of: build, request })
    }
    void finish()
    return () => {
      current = false
    }
  }, [build, plain])
  return build && built.of === build ? built.request : plain
}

/**
 * The request that would go now: in Prompt what Run sends, in Chat the conversation that the next message is added
 * to, both with the settings of now.
 */
export function useNextRequest(workspace: RunWorkspace): GenerateContentRequest {
  const settings = useSettings((now) => now)
  const text = usePrompt((prompt) => prompt.text)
  const images = usePrompt((prompt) => prompt.images)
  const shown = useChat((chat) => chat.shown)
  const inChat = workspace === 'chat'
  const plain = useMemo(
    () => toGenerateRequest(settings, inChat ? [] : toContents(text, [])),
    [settings, text, inChat],
  )
  const build = useMemo(() => {
    // The chat reads the settings by itself; they are named here so that a change of them builds anew.
    if (inChat) return () => Promise.resolve(settings).then(() => chatRequest(shown.at(-1)?.id ?? null))
    return images.length > 0 ? () => promptRequest({ text, images }, settings) : null
  }, [inChat, shown, images, text, settings])
  return useBuilt(plain, build)
}
