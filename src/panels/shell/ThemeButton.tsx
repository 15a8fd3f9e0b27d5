import { nextTheme, setTheme, useTheme } from '../../state/shell/theme.ts'
import { Button } from '../../ui/Button.tsx'
import { useSystemDark } from '../../ui/screen.ts'
import { Icon } from '../../ui/Icon.tsx'

const icons = { light: 'sun', dark: 'moon', system: 'monitor' } as const

/** Shows what a press brings; the tooltip says what is now. */
export function ThemeButton({ words = false }: { words?: boolean }) {
  const theme = useTheme()
  const next = nextTheme(theme, useSystemDark())
  return (
    <Button
      title={`Theme: ${theme}. Press for ${next}.`}
      icon={<Icon name={icons[next]} />}
      onClick={() => setTheme(next)}
    >
      <span className={words ? '' : 'sr-only'}>Theme</span>
    </Button>
  )
}
