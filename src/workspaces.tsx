/** THE table of workspaces: what each shows, which document its settings belong to, and what its Inspector is about. */
import Prompt from './panels/prompt/Prompt.tsx'
import { chatDoc, promptDoc } from './state/documents/documents.ts'
import { lazyPart } from './ui/parts.ts'
import type { ComponentType } from 'react'
import type { Doc } from './state/documents/documents.ts'
import type { Workspace } from './state/shell/workspace.ts'

interface Entry {
  Panel: ComponentType
  /** The content of the Inspector. */
  Traffic: ComponentType<{ onClose: () => void }>
  /** Whose settings are in force. */
  doc: Doc
  /** Whether the panel Run settings stands beside it. */
  hasSettings: boolean
}

const PromptTraffic = lazyPart(() => import('./panels/prompt/PromptTraffic.tsx'))

/** Only what takes the first prompt is in the first load. Ids, order and titles are in `state/workspace.ts`. */
export const workspaceTable: Readonly<Record<Workspace, Entry>> = {
  prompt: { Panel: Prompt, Traffic: PromptTraffic, doc: promptDoc, hasSettings: true },
  chat: {
    Panel: lazyPart(() => import('./panels/chat/Chat.tsx')),
    Traffic: lazyPart(() => import('./panels/chat/ChatTraffic.tsx')),
    doc: chatDoc,
    hasSettings: true,
  },
  embeddings: {
    Panel: lazyPart(() => import('./panels/embeddings/Embeddings.tsx')),
    Traffic: lazyPart(() => import('./panels/embeddings/EmbeddingTraffic.tsx')),
    doc: promptDoc,
    hasSettings: false,
  },
  // It sends nothing of note, so its Inspector shows Prompt's.
  models: {
    Panel: lazyPart(() => import('./panels/models/Models.tsx')),
    Traffic: PromptTraffic,
    doc: promptDoc,
    hasSettings: false,
  },
  history: {
    Panel: lazyPart(() => import('./panels/history/Runs.tsx')),
    Traffic: lazyPart(() => import('./panels/history/HistoryTraffic.tsx')),
    doc: promptDoc,
    hasSettings: false,
  },
}
