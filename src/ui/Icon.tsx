/** Outlines on a 16 px grid, drawn with a 1.25 px stroke. `fill` holds the solid parts. */
const shapes = {
  alert: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.7', fill: 'M7.3 9.8h1.4v1.4H7.3z' },
  'arrow-down': { line: 'M8 3v10M3.5 8.5 8 13l4.5-4.5' },
  'arrow-up': { line: 'M8 13V3M3.5 7.5 8 3l4.5 4.5' },
  blocked: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM4.2 4.2l7.6 7.6' },
  branch: {
    line: 'M4.5 5.5v5M4.5 5.5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 5a1.75 1.75 0 1 0 0 3.5 1.75 1.75 0 0 0 0-3.5Zm7-5a1.75 1.75 0 1 0 0-3.5 1.75 1.75 0 0 0 0 3.5Zm0 0c0 3-2.5 3.5-7 4',
  },
  check: { line: 'm3 8.5 3.2 3.2L13 4.8' },
  'chevron-down': { line: 'm4.5 6.5 3.5 3.5 3.5-3.5' },
  'chevron-left': { line: 'M9.5 4.5 6 8l3.5 3.5' },
  'chevron-right': { line: 'M6.5 4.5 10 8l-3.5 3.5' },
  'chevron-up': { line: 'm4.5 9.5 3.5-3.5 3.5 3.5' },
  clock: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3l2 1.5' },
  code: { line: 'M5.5 4.5 2 8l3.5 3.5M10.5 4.5 14 8l-3.5 3.5' },
  complete: { fill: 'M5 3h1v10H5zM8 3h3v10H8z' },
  copy: { line: 'M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3' },
  cross: { line: 'm4 4 8 8M12 4l-8 8' },
  download: { line: 'M8 2.5v7.5M4.5 7 8 10.5 11.5 7M2.5 13.5h11' },
  drawer: { line: 'M2.5 2.5h11v11h-11zM2.5 10h11' },
  edit: { line: 'M3 13l.7-3L11 2.7 13.3 5 6 12.3 3 13Z' },
  external: { line: 'M9 2.5h4.5V7M13.5 2.5 7.5 8.5M7 3.5H2.5v10h10V9' },
  file: { line: 'M4 2.5h5l3 3v8H4zM9 2.5v3h3' },
  help: {
    line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM6.3 6.4c.2-1 .9-1.4 1.7-1.4 1 0 1.7.6 1.7 1.5 0 1.2-1.7 1.2-1.7 2.4',
    fill: 'M7.3 10.2h1.4v1.4H7.3z',
  },
  image: { line: 'M2.5 3h11v10h-11zM2.5 11l3.5-3 2.5 2 2-1.5 3 2.5', fill: 'M10 5.2h1.6v1.6H10z' },
  info: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 7.3v3.7', fill: 'M7.3 4.8h1.4v1.4H7.3z' },
  key: { line: 'M5 8.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM7 9.2 13.3 3M11 5.2l2 2' },
  keyboard: { line: 'M1.5 4h13v8.5h-13zM4 6.7h.5M6.8 6.7h.5M9.5 6.7h.5M12 6.7h-.5M4.5 9.8h7' },
  link: {
    line: 'M6.7 9.3a2.6 2.6 0 0 0 3.7 0l2.3-2.3a2.6 2.6 0 0 0-3.7-3.7l-.8.8M9.3 6.7a2.6 2.6 0 0 0-3.7 0L3.3 9A2.6 2.6 0 0 0 7 12.7l.8-.8',
  },
  mark: { fill: 'M2 7h1.5v5H2zM5 4h2v8H5zM8.5 8H10v4H8.5zM11.5 3h2v9h-2zM1 12.5h14v1H1z' },
  monitor: { line: 'M2 3h12v8H2zM5.5 13.5h5M8 11v2.5' },
  moon: { line: 'M13 9.3A5.5 5.5 0 0 1 6.7 3a5.5 5.5 0 1 0 6.3 6.3Z' },
  more: { fill: 'M2.5 7.3h1.5v1.5H2.5zM7.25 7.3h1.5v1.5h-1.5zM12 7.3h1.5v1.5H12z' },
  panel: { line: 'M2.5 2.5h11v11h-11zM10 2.5v11' },
  'panel-left': { line: 'M2.5 2.5h11v11h-11zM6 2.5v11' },
  pause: { fill: 'M4.5 3.5h2.5v9H4.5zM9 3.5h2.5v9H9z' },
  pin: { line: 'M5 2.5h6M6 2.5v4L4 9.5h8l-2-3v-4M8 9.5v4' },
  play: { fill: 'M5 3.2v9.6L12.6 8z' },
  plus: { line: 'M8 3v10M3 8h10' },
  refresh: { line: 'M13.2 7.5A5.3 5.3 0 1 0 12 11.4M13.5 3.5v4h-4' },
  refused: { line: 'M8 2.5a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11ZM8 5v3.7', fill: 'M7.3 9.8h1.4v1.4H7.3z' },
  search: { line: 'M7 2.8a4.2 4.2 0 1 0 0 8.4 4.2 4.2 0 0 0 0-8.4ZM10 10l3.5 3.5' },
  slashes: { line: 'M6.5 3 3 13M12 3 8.5 13', weight: 2 },
  sliders: {
    line: 'M2 5h2.5M8 5h6M2 11h6M11.5 11H14M6.2 3.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4ZM9.8 9.3a1.7 1.7 0 1 0 0 3.4 1.7 1.7 0 0 0 0-3.4Z',
  },
  step: { line: 'M2.5 3.5v9M5.5 8H13M9.5 4.5 13 8l-3.5 3.5' },
  stop: { fill: 'M4 4h8v8H4z' },
  streaming: { fill: 'M3 8h2v5H3zM7 3h2v10H7zM11 6h2v7h-2z' },
  sun: {
    line: 'M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4ZM8 1.5V3M8 13v1.5M1.5 8H3M13 8h1.5M3.4 3.4l1 1M11.6 11.6l1 1M12.6 3.4l-1 1M4.4 11.6l-1 1',
  },
  swap: { line: 'M3 5.5h9.5M10 3l2.5 2.5L10 8M13 10.5H3.5M6 8 3.5 10.5 6 13' },
  text: { line: 'M3 5V3.5h10V5M8 3.5v9.5M6 13h4' },
  trash: { line: 'M2.5 4.5h11M6 4.5v-2h4v2M4 4.5l.6 9h6.8l.6-9' },
  undo: { line: 'M5.5 3 2.5 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6' },
  upload: { line: 'M8 10.5V3M4.5 6 8 2.5 11.5 6M2.5 13.5h11' },
  waiting: { fill: 'M1.5 11.5h1.5V13H1.5zM5.5 11.5H7V13H5.5zM9.5 11.5H11V13H9.5zM13.5 11.5H15V13h-1.5z' },
  warning: { line: 'M8 2.5 14.3 13.5H1.7L8 2.5ZM8 6.5v3.2', fill: 'M7.3 10.8h1.4v1.4H7.3z' },
} satisfies Record<string, { line?: string; fill?: string; weight?: number }>

export type IconName = keyof typeof shapes

interface Props {
  name: IconName
  /** Side in CSS pixels. */
  size?: 12 | 14 | 16
}

/** One of our own icons in the colour of the text around it; hidden from screen readers, so words must stand beside it. */
export function Icon({ name, size = 16 }: Props) {
  const shape: { line?: string; fill?: string; weight?: number } = shapes[name]
  return (
    <svg aria-hidden="true" viewBox="0 0 16 16" width={size} height={size} className="shrink-0">
      {shape.line && (
        <path
          d={shape.line}
          fill="none"
          stroke="currentColor"
          strokeWidth={shape.weight ?? 1.25}
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      )}
      {shape.fill && <path d={shape.fill} fill="currentColor" />}
    </svg>
  )
}
