import { useEffect, useRef } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import type { ReactNode } from 'react'

/** Something the user can do from the keyboard or the command palette. */
export interface Command {
  /** `run` and `stop` are what Ctrl/Cmd+Enter and Esc look for. */
  id: string
  title: string
  /** As it is shown, `Mod` standing for Ctrl or Cmd: `Mod+Enter`. */
  keys?: string
  /** Drawn at the end of its line in the palette. */
  figure?: ReactNode
  run: () => void
}

/** What can be done at this moment; panels add their own while they are on screen. */
const commands = createStore<{ list: readonly Command[] }>(() => ({ list: [] }))

/** @returns what takes the command away again. A later command of the same id stands in for an earlier one. */
export function registerCommand(command: Command): () => void {
  commands.setState(({ list }) => ({ list: [...list, command] }))
  return () => commands.setState(({ list }) => ({ list: list.filter((other) => other !== command) }))
}

/** Offers a command while the component is on screen and `enabled`. */
export function useCommand(command: Command, enabled = true): void {
  const { id, title, keys } = command
  const latest = useRef(command.run)
  useEffect(() => {
    latest.current = command.run
  })
  useEffect(() => {
    if (!enabled) return
    return registerCommand({ id, title, ...(keys && { keys }), run: () => latest.current() })
  }, [id, title, keys, enabled])
}

export function useCommands(): readonly Command[] {
  return useStore(commands, (state) => state.list)
}

/** Does what was registered last under this id. @returns false where nothing was. */
export function runCommand(id: string): boolean {
  const command = commands.getState().list.findLast((other) => other.id === id)
  command?.run()
  return command !== undefined
}
