import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { theme } from '../../state/shell/theme.ts'
import { useSystemDark } from '../../ui/screen.ts'
import type { RefObject } from 'react'

/** A token of `index.css` as this element shows it: a canvas knows neither variables nor `light-dark()`. */
export function colourOf(element: HTMLElement, token: string): string {
  const before = element.style.color
  element.style.color = `var(--color-${token})`
  const { color } = getComputedStyle(element)
  element.style.color = before
  return color
}

/** Red, green and blue, 0 to 255. */
export function rgbOf(colour: string): [number, number, number] {
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return [128, 128, 128]
  context.fillStyle = colour
  context.fillRect(0, 0, 1, 1)
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
  return [red, green, blue]
}

/** Changes whenever what is drawn must be drawn anew for its colours. */
export function useThemeKey(): string {
  const chosen = useStore(theme, (state) => state.theme)
  const dark = useSystemDark()
  return `${chosen} ${dark}`
}

export interface Size {
  width: number
  height: number
}

/** The element's size in CSS pixels, followed. */
export function useSize(element: RefObject<HTMLElement | null>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 })
  useEffect(() => {
    const target = element.current
    if (!target) return
    const watch = new ResizeObserver(() =>
      setSize({ width: target.clientWidth, height: target.clientHeight }),
    )
    watch.observe(target)
    return () => watch.disconnect()
  }, [element])
  return size
}

/** Gives the canvas a pixel for each pixel of the screen. @returns its context in CSS pixels, cleared. */
export function fit(canvas: HTMLCanvasElement, { width, height }: Size): CanvasRenderingContext2D | null {
  const ratio = window.devicePixelRatio || 1
  const [w, h] = [Math.round(width * ratio), Math.round(height * ratio)]
  if (canvas.width !== w) canvas.width = w
  if (canvas.height !== h) canvas.height = h
  const context = canvas.getContext('2d')
  context?.setTransform(ratio, 0, 0, ratio, 0, 0)
  context?.clearRect(0, 0, width, height)
  return context
}

/** A wheel that zooms must keep the page from scrolling, and React's own listener cannot. */
export function useWheel(element: RefObject<HTMLElement | null>, onWheel: (event: WheelEvent) => void): void {
  useEffect(() => {
    const target = element.current
    if (!target) return
    target.addEventListener('wheel', onWheel, { passive: false })
    return () => target.removeEventListener('wheel', onWheel)
  })
}
