import { titles, useWorkspace, workspaces } from '../../state/shell/workspace.ts'

/** Links, so that back, forward, reload and "open in a new tab" work by themselves. */
export function Workspaces() {
  const present = useWorkspace()
  return (
    <nav aria-label="Workspaces" className="h-full min-w-0 overflow-x-auto overflow-y-hidden">
      <ul className="flex h-full">
        {workspaces.map((workspace) => (
          <li key={workspace} className="h-full">
            <a
              href={`#/${workspace}`}
              aria-current={workspace === present ? 'page' : undefined}
              className="flex h-full items-center px-2.5 text-ui text-soft hover:text-ink focus-visible:outline-offset-[-2px] aria-[current=page]:font-semibold aria-[current=page]:text-ink"
            >
              <span
                className={`flex h-full items-center border-b-2 pt-0.5 ${workspace === present ? 'border-accent' : 'border-transparent'}`}
              >
                {titles[workspace]}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
