import { isDark, nextTheme, setTheme, useTheme } from '../../state/theme.ts'
import { IconButton } from '../../ui/IconButton.tsx'
import { Icon } from '../../ui/Icon.tsx'

const icons = { light: 'sun', dark: 'moon', system: 'monitor' } as const

/** Shows what a press brings; the tooltip says what is now. */
export function ThemeButton() {
  const theme = useTheme()
  const next = nextTheme(theme, isDark('system'))
  return (
    <IconButton
      label="Theme"
      title={`Theme: ${theme}. Press for ${next}.`}
      aria-description={`${theme} now, ${next} next`}
      icon={<Icon name={icons[next]} />}
      onClick={() => setTheme(next)}
    />
  )
}
