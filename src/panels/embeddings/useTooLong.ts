import { useQueries, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { fingerprint, inputLimitOf, longTexts, worthCounting } from '../../state/embedding/limits.ts'
import { contentCountQuery, modelsQuery } from '../../state/connection/queries.ts'
import type { InputLimit, LongText } from '../../state/embedding/limits.ts'
import type { Count } from '../../state/embedding/tokens.ts'

/** A text of which the model reads the beginning alone. */
export interface TooLong extends LongText {
  /** By the model's own count; otherwise an estimate, and to be called one. */
  exact: boolean
}

/** Texts that are too long for their model, in order; null where its limit is unknown or the texts are being edited. */
export function useTooLong(settled: Count | null): { limit: InputLimit; texts: TooLong[] } | null {
  const list = useQuery(modelsQuery())
  const models = list.data?.models
  const limit = useMemo(
    () => (settled ? inputLimitOf(settled.settings.model, models ?? []) : null),
    [settled, models],
  )
  const long = useMemo(
    () => (settled && limit ? longTexts(settled.settings, settled.items, limit) : []),
    [settled, limit],
  )
  const counts = useQueries({
    queries:
      settled && limit && !settled.pause
        ? worthCounting(long, limit).map(({ sent }) =>
            contentCountQuery({
              model: settled.model,
              identity: ['text', fingerprint(sent)],
              contents: [{ parts: [{ text: sent }] }],
            }),
          )
        : [],
    combine: (results) => results.map(({ data }) => data?.totalTokens),
  })
  return useMemo(() => {
    if (!limit) return null
    const exact = new Map(worthCounting(long, limit).map(({ index }, at) => [index, counts[at]]))
    const texts = long
      .map((text) => {
        const tokens = exact.get(text.index)
        return { ...text, tokens: tokens ?? text.tokens, exact: tokens !== undefined }
      })
      .filter(({ tokens }) => tokens > limit.tokens)
    return { limit, texts }
  }, [limit, long, counts])
}
