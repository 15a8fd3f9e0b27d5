import { inspectorTabs, showTab, useInspector } from '../state/shell/inspector.ts'
import { Icon } from '../ui/Icon.tsx'
import { IconButton } from '../ui/IconButton.tsx'
import { Tabs } from '../ui/Tabs.tsx'
import type { ReactNode } from 'react'

/** The frame of the inspector: its tabs, a few words on what is in it, and the way out. */
export function Views({
  summary,
  onClose,
  children,
}: {
  summary: ReactNode
  onClose: () => void
  children: ReactNode
}) {
  const tab = useInspector((now) => now.tab)
  return (
    <Tabs
      label="Inspector views"
      tabs={inspectorTabs}
      selected={tab}
      onSelect={showTab}
      end={
        <>
          <span className="sr-only text-label whitespace-nowrap text-mute narrow:not-sr-only">{summary}</span>
          <IconButton label="Close inspector" icon={<Icon name="cross" />} onClick={onClose} />
        </>
      }
    >
      {children}
    </Tabs>
  )
}
