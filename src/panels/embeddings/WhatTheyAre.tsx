import { isOfDemo } from '../../state/embedding/connection.ts'

/** Beside vectors of the demo: what they are made of, and where a model's will differ. Nothing beside others. */
export function WhatTheyAre({ host }: { host: string }) {
  if (!isOfDemo(host)) return null
  return (
    <p className="px-4 pt-2 text-label text-soft narrow:px-5">
      Vectors of the demo: what each word means by the company it keeps (GloVe), averaged, and how words are
      spelled. They hardly know word order or a “not”; there, and in the cosines themselves, Gemini’s will
      differ.
    </p>
  )
}
