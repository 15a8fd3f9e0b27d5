import { isOfDemo } from '../../state/embedding/connection.ts'
import { words } from './words.ts'

/** Beside vectors of the demo: what they are made of, and where a model's will differ. Nothing beside others. */
export function WhatTheyAre({ host }: { host: string }) {
  if (!isOfDemo(host)) return null
  return <p className="px-4 pt-2 text-label text-soft narrow:px-5">{words.ofDemo}</p>
}
