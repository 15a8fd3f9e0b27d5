/** THE table of workspaces: what each shows, which document its settings belong to, and what its Inspector is about. */
import { lazy } from 'react'
import Prompt from './panels/prompt/Prompt.tsx'
import { chatDoc, promptDoc } from './state/documents.ts'
import type { ComponentType } from 'react'
import type { Doc } from './state/documents.ts'
import type { Workspace } from './state/workspace.ts'

interface Entry {
  Panel: ComponentType
  /** The content of the Inspector. */
  Traffic: ComponentType<{ onClose: () => void }>
  /** Whose settings are in force. */
  doc: Doc
  /** Whether the panel Run settings stands beside it. */
  hasSettings: boolean
}

const PromptTraffic = lazy(() => import('./panels/prompt/PromptTraffic.tsx'))

/** Only what takes the first prompt is in the first load. Ids, order and titles are in `state/workspace.ts`. */
export const workspaceTable: Readonly<Record<Workspace, Entry>> = {
  prompt: { Panel: Prompt, Traffic: PromptTraffic, doc: promptDoc, hasSettings: true },
  chat: {
    Panel: lazy(() => import('./panels/chat/Chat.tsx')),
    Traffic: lazy(() => import('./panels/chat/ChatTraffic.tsx')),
    doc: chatDoc,
    hasSettings: true,
  },
  embeddings: {
    Panel: lazy(() => import('./panels/embeddings/Embeddings.tsx')),
    Traffic: lazy(() => import('./panels/embeddings/EmbeddingTraffic.tsx')),
    doc: promptDoc,
    hasSettings: false,
  },
  // It sends nothing of note, so its Inspector shows Prompt's.
  models: {
    Panel: lazy(() => import('./panels/models/Models.tsx')),
    Traffic: PromptTraffic,
    doc: promptDoc,
    hasSettings: false,
  },
}
