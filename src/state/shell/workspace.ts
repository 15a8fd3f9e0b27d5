import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { pageOf } from '../../request/address.ts'

/** In the order of their tabs. Each has an address of its own, so that reload, back and forward work. */
export const titles = {
  prompt: 'Prompt',
  chat: 'Chat',
  embeddings: 'Embeddings',
  models: 'Models',
  history: 'History',
} as const
export type Workspace = keyof typeof titles
export const workspaces = Object.keys(titles) as readonly Workspace[]

/** `#/chat` and `#/chat?text=...` are Chat; anything unknown is Prompt. */
export function workspaceOf(hash: string): Workspace {
  const name = /^#\/([a-z]+)(?:[?/]|$)/.exec(hash)?.[1]
  return workspaces.find((workspace) => workspace === name) ?? 'prompt'
}

const present = () => (typeof location === 'undefined' ? 'prompt' : workspaceOf(location.hash))

export const workspace = createStore<{ workspace: Workspace }>(() => ({ workspace: present() }))

/** Follows the address from here on. To be called once. */
export function followAddress(): void {
  window.addEventListener('hashchange', () => {
    // A shared link carries no workspace before it is opened; until then the reader stays where they are.
    if (location.hash === '' || location.hash.startsWith('#/')) workspace.setState({ workspace: present() })
  })
}

export function useWorkspace(): Workspace {
  return useStore(workspace, (state) => state.workspace)
}

/** Goes to a workspace as its link does. @param place what is shown in it, as the rest of its address: `/ID` */
export function goTo(next: Workspace, place = ''): void {
  // At once: `hashchange` comes later, and who rewrites the address meanwhile has to know where one is going.
  workspace.setState({ workspace: next })
  location.hash = `#/${next}${place}`
}

/** Takes a link out of the address, so that reload, history and a copied address do not carry it on. */
export function clearFragment(): void {
  history.replaceState(history.state, '', `${pageOf(location)}#/${workspace.getState().workspace}`)
}
