import { useEffect, useState } from 'react'
import { getAbout, getImage } from './images.ts'
import type { AboutImage } from './images.ts'

/** What a tile shows; null where this browser does not have the picture, undefined while it is looked up. */
export interface ImageFacts extends Omit<AboutImage, 'thumbnail'> {
  /** Object URL of the small copy; null where the format cannot be shown here. */
  thumbnailUrl: string | null
}

/** Follows one stored picture: its facts and an object URL of its small copy. */
export function useImageFacts(id: string): ImageFacts | null | undefined {
  const [found, setFound] = useState<{ id: string; facts: ImageFacts | null }>()
  useEffect(() => {
    let facts: ImageFacts | null = null
    let gone = false
    const look = async () => {
      const about = await getAbout(id)
      if (gone) return
      if (about) {
        const { thumbnail, ...rest } = about
        const small = thumbnail && new Blob([thumbnail.bytes], { type: thumbnail.mimeType })
        facts = { ...rest, thumbnailUrl: small ? URL.createObjectURL(small) : null }
      }
      setFound({ id, facts })
    }
    void look()
    return () => {
      gone = true
      if (facts?.thumbnailUrl) URL.revokeObjectURL(facts.thumbnailUrl)
    }
  }, [id])
  return found?.id === id ? found.facts : undefined
}

/** Object URL of a stored picture as it is sent, while the component is on the screen; undefined until it is there. */
export function useImageUrl(id: string): string | undefined {
  const [found, setFound] = useState<{ id: string; url: string }>()
  useEffect(() => {
    let url: string | undefined
    let gone = false
    const look = async () => {
      const image = await getImage(id)
      if (gone || !image) return
      url = URL.createObjectURL(new Blob([image.bytes], { type: image.mimeType }))
      setFound({ id, url })
    }
    void look()
    return () => {
      gone = true
      if (url) URL.revokeObjectURL(url)
    }
  }, [id])
  return found?.id === id ? found.url : undefined
}
