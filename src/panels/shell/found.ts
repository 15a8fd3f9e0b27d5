/** What the palette finds beside commands: models, conversations, examples. Loaded with it. */
import { useEffect } from 'react'
import { useQuery } from '@tanstack/react-query'
import { chooseModel } from '../../compose/chooseModel.ts'
import { chooseExample, examples } from '../../compose/examples.ts'
import { words } from '../../compose/words.ts'
import { newChat, openConversation, useChat } from '../../state/chat/chat.ts'
import { startChat } from '../../state/chat/start.ts'
import { modelsQuery } from '../../state/connection/queries.ts'
import { promptLaunch } from '../../state/prompt/promptRun.ts'
import { goTo } from '../../state/shell/workspace.ts'
import { failureSentence } from '../../ui/useAttempt.ts'
import type { Command } from '../../state/shell/commands.ts'

const exampleCommands: readonly Command[] = examples.map((example) => ({
  id: `example ${example.id}`,
  title: `Example: ${example.title}`,
  run: () =>
    void chooseExample(example).catch((error: unknown) => {
      goTo('prompt')
      promptLaunch.say(failureSentence(words.exampleLost, error))
    }),
}))

const chatCommand: Command = {
  id: 'new chat',
  title: 'New chat',
  run: () => {
    newChat()
    goTo('chat')
  },
}

/** Commands for what there is at this moment. */
export function useFound(): readonly Command[] {
  const { data } = useQuery(modelsQuery())
  const conversations = useChat((state) => state.conversations)
  useEffect(() => void startChat(), [])
  return [
    chatCommand,
    ...exampleCommands,
    ...conversations.map(({ id, title }) => ({
      id: `conversation ${id}`,
      title: `Conversation: ${title}`,
      run: () => {
        goTo('chat')
        void openConversation(id)
      },
    })),
    ...(data?.models ?? []).map((model) => ({
      id: `model ${model.name}`,
      title: `Use model ${model.name.replace(/^models\//, '')}`,
      run: () => void chooseModel(model),
    })),
  ]
}
