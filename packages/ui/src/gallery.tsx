import { Inbox, KeyRound, Mail, Monitor, Moon, Sun, UserSearch } from "lucide-react";
import { StrictMode, useEffect, useRef, useState, type ComponentProps } from "react";
import { createRoot } from "react-dom/client";
import "./styles.css";
import { Avatar } from "./avatar.tsx";
import { Banner } from "./banner.tsx";
import { buttonClass } from "./button-class.ts";
import { Button } from "./button.tsx";
import { Card } from "./card.tsx";
import { Checkbox } from "./checkbox.tsx";
import { Chip } from "./chip.tsx";
import { ComboField, type ComboOption } from "./combo-field.tsx";
import { Dialog } from "./dialog.tsx";
import { Disclosure } from "./disclosure.tsx";
import { EmptyState } from "./empty-state.tsx";
import { FactList } from "./fact-list.tsx";
import { FieldGrid } from "./field-grid.tsx";
import { Kbd } from "./kbd.tsx";
import { Loading } from "./loading.tsx";
import { Menu } from "./menu.tsx";
import { Pager } from "./pager.tsx";
import { PasswordField } from "./password-field.tsx";
import { ProblemSummary } from "./problem-summary.tsx";
import { ProductMark } from "./product-mark.tsx";
import { Prompt } from "./prompt.tsx";
import { RuleList } from "./rule-list.tsx";
import { SearchField } from "./search-field.tsx";
import { Secret } from "./secret.tsx";
import { Segmented } from "./segmented.tsx";
import { SegmentedLinks } from "./segmented-links.tsx";
import { SelectField } from "./select-field.tsx";
import { Skeleton } from "./skeleton.tsx";
import { SoloPage } from "./solo-page.tsx";
import { Spinner } from "./spinner.tsx";
import { StickyBar } from "./sticky-bar.tsx";
import { Cell, HeaderCell, Row, Table, type SortDirection } from "./table.tsx";
import { Tag } from "./tag.tsx";
import { TagsField } from "./tags-field.tsx";
import { TextField } from "./text-field.tsx";
import { Timeline } from "./timeline.tsx";
import { ToastProvider, useToast } from "./toast.tsx";
import { UiProvider } from "./ui-provider.tsx";
import styles from "./gallery.module.css";

type Theme = "system" | "light" | "dark";

const zones = Intl.supportedValuesOf("timeZone").map((zone) => ({
  value: zone,
  label: zone.replaceAll("_", " "),
}));
const types = ["System Administrator", "Helpdesk", "Regular"].map((label) => ({ value: label, label }));

const readers: ComboOption[] = [
  { value: "", label: "Sample", description: "Who is nobody" },
  { value: "1", label: "Jane Okafor", description: "jane.okafor@acme.dev" },
];

const people = [
  {
    name: "Amélie Brandt",
    email: "amelie.brandt@acme.dev",
    type: "Regular",
    tone: "ok",
    access: "Password set",
    seen: "2 hours ago",
  },
  {
    name: "Jane Okafor",
    email: "jane.okafor@acme.dev",
    type: "Regular",
    tone: "warn",
    access: "Link pending until Tue 14:58",
    seen: "12 Nov",
  },
  {
    name: "Lucía Márquez",
    email: "lucia.marquez@acme.dev",
    type: "Helpdesk",
    tone: "info",
    access: "Mail accepted",
    seen: "yesterday",
  },
  {
    name: "Priya Desai",
    email: "priya.desai@acme.dev",
    type: "Regular",
    tone: "bad",
    access: "Address bounced 3 Nov",
    seen: "28 Oct",
  },
  { name: "Sam Wilde", email: "", type: "Regular", tone: "plain", access: "Never signed in", seen: "" },
] as const;

function ThemeChoice() {
  const [theme, setTheme] = useState<Theme>("system");
  useEffect(() => {
    if (theme === "system") delete document.documentElement.dataset["theme"];
    else document.documentElement.dataset["theme"] = theme;
  }, [theme]);
  return (
    <Segmented
      label="Theme"
      value={theme}
      onValueChange={setTheme}
      options={[
        { value: "system", label: "System", icon: <Monitor size={14} aria-hidden="true" /> },
        { value: "light", label: "Light", icon: <Sun size={14} aria-hidden="true" /> },
        { value: "dark", label: "Dark", icon: <Moon size={14} aria-hidden="true" /> },
      ]}
    />
  );
}

function RecordLink({ children, ...props }: ComponentProps<"a">) {
  return (
    <a {...props} href="#copied">
      {children}
    </a>
  );
}

function RecordHead() {
  const [asking, setAsking] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<string>();
  return (
    <div className={styles.head}>
      <Avatar name="Jane Okafor" size="large" />
      <div>
        <h1>Jane Okafor</h1>
        <p className={styles.sub}>jane.okafor · Field Engineer</p>
      </div>
      <Chip tone="ok">Active</Chip>
      <Chip tone="warn">Link pending until Tue 14:58</Chip>
      <span className={styles.grow} />
      <Menu
        label="Actions"
        items={[
          {
            label: "Send Password Change Link",
            description: "Mail a link to j…r@acme.dev",
            onSelect: () => setAsking(true),
          },
          { label: "Generate New Password", description: "Make one and mail it; you won’t see it" },
          "separator",
          { label: "Sign out everywhere", description: "End 2 sessions", disabledReason: "No open sessions" },
          { label: "Copy link to this record", render: <RecordLink /> },
          { label: "Delete User", tone: "danger" },
        ]}
      />
      <Prompt
        open={asking}
        title="Send Password Change Link"
        text="An email with a unique link will be sent to the user allowing them to change their password. The link will expire after a specific amount of time."
        confirmLabel="Send"
        pending={pending}
        problem={problem}
        onCancel={() => {
          setAsking(false);
          setProblem(undefined);
        }}
        onConfirm={() => {
          setPending(true);
          setProblem(undefined);
          setTimeout(() => {
            setPending(false);
            setProblem("The mail service did not answer. Nothing was sent; please try again.");
          }, 1500);
        }}
      >
        <FactList
          facts={[
            { term: "To", detail: "jane.okafor@acme.dev" },
            { term: "Expires", detail: "Tue 24 Nov 2026, 15:04 (in 24 hours)" },
            { term: "Until then", detail: "The current password keeps working" },
          ]}
        />
      </Prompt>
    </div>
  );
}

function RecordCards() {
  const userName = useRef<HTMLInputElement>(null);
  const email = useRef<HTMLInputElement>(null);
  const [teams, setTeams] = useState(["Field", "EMEA"]);
  const [type, setType] = useState("Regular");
  const [zone, setZone] = useState<string | null>("Europe/London");
  const [reader, setReader] = useState<ComboOption>(readers[0]!);
  const [search, setSearch] = useState("");
  const [active, setActive] = useState(true);
  const [kind, setKind] = useState<"groups" | "words">("groups");
  const password = kind === "groups" ? "kft7-9mxr-qz3p-vdh4" : "lantern-cobble-orchard-violin";
  return (
    <div className={styles.stack}>
      <ProblemSummary
        problems={[
          {
            field: { id: "email", focus: () => email.current?.focus() },
            text: "Email: enter an address like name@example.org",
          },
          {
            field: { id: "user-name", focus: () => userName.current?.focus() },
            text: "User Name: this name is taken",
          },
        ]}
      />
      <Card title="Overview">
        <FieldGrid>
          <TextField
            id="user-name"
            ref={userName}
            label="User Name"
            defaultValue="jane.okafor"
            error="This name is taken. Choose another one."
          />
          <TextField label="Title" defaultValue="Field Engineer" />
          <TextField
            id="email"
            ref={email}
            label="Email"
            defaultValue="jane.okafor@acme"
            error={["Enter an address like name@example.org."]}
            hint="Links and passwords go only to this address."
          />
          <TextField label="Phone" placeholder="+44 20 7946 0112" suffix={<span>work</span>} />
          <TextField label="User ID" readOnly mono defaultValue="019ab0f2-77c1-7e10" />
          <TextField label="Lifetime" defaultValue="24" inputMode="numeric" suffix="hours" />
        </FieldGrid>
      </Card>
      <Card title="Teams and Access Control">
        <div className={styles.stack}>
          <FieldGrid>
            <SelectField label="Type" options={types} value={type} onValueChange={setType} />
            <TagsField label="Teams" value={teams} onValueChange={setTeams} />
            <ComboField
              label="Reader"
              options={readers.filter(({ label }) => label.toLowerCase().includes(search.toLowerCase()))}
              value={reader}
              onValueChange={setReader}
              searchLabel="Find a reader"
              onSearchChange={setSearch}
              empty="No reader has this name."
            />
            <SelectField
              label="Time zone"
              options={zones}
              value={zone}
              onValueChange={setZone}
              hint="For dates in mails."
            />
            <SelectField
              label="Language"
              options={types}
              value={null}
              onValueChange={setZone}
              error="Choose a language."
            />
          </FieldGrid>
          <Checkbox label="Is Active" checked={active} onCheckedChange={setActive} />
          <Checkbox
            label="Is Archived"
            checked={false}
            onCheckedChange={() => {}}
            description="Archived users are left out of lists."
          />
          <Checkbox label="Is Locked" checked disabledReason="Only the system locks users." />
        </div>
      </Card>
      <Card title="Password" actions={<Chip tone="info">Not saved yet</Chip>}>
        <div className={styles.stack}>
          <div className={styles.row}>
            <Segmented
              label="Style"
              value={kind}
              onValueChange={setKind}
              options={[
                { value: "groups", label: "Groups" },
                { value: "words", label: "Words" },
              ]}
            />
            <Button>Generate</Button>
          </div>
          <Secret
            secret={{ id: password, read: () => password }}
            style={kind}
            until="until Save, or 14:38"
            actions={<Button>Done</Button>}
          />
          <Checkbox
            label="Send Email with Access Info to User"
            checked={false}
            disabledReason="Generate a password first."
          />
          <Button disabledReason="The user is not active. Select Is Active first.">Generate</Button>
        </div>
      </Card>
    </div>
  );
}

function RecordAside() {
  const [open, setOpen] = useState(false);
  return (
    <div className={styles.stack}>
      <Card title="Recovery" actions="live">
        <div className={styles.stack}>
          <Disclosure
            label="Reason and ticket"
            summary="Reason and ticket"
            open={open}
            onOpenChange={setOpen}
          >
            Lost her phone on the train
          </Disclosure>
          <Timeline
            label="Password Change Link"
            steps={[
              {
                key: "1",
                state: "done",
                title: "Link sent by Root Admin",
                detail: "to j…r@acme.dev",
                time: <time>14:58</time>,
              },
              { key: "2", state: "done", title: "Accepted by the mail service", time: <time>14:58</time> },
              {
                key: "3",
                state: "bad",
                title: "Delayed by acme.dev",
                detail: "Mailbox is over its quota",
                time: <time>14:59</time>,
              },
              {
                key: "4",
                state: "now",
                title: "Page opened",
                detail: "Safari on iPhone",
                time: <time>15:02</time>,
              },
              { key: "5", state: "wait", title: "New password set", detail: "link ends Tue 24 Nov, 14:58" },
            ]}
          />
          <div className={styles.row}>
            <Button>Revoke</Button>
            <Button>Send again</Button>
            <Button variant="quiet">Copy note</Button>
          </div>
        </div>
      </Card>
      <Card title="Sessions">
        <Loading label="Loading sessions">
          <Skeleton width="half" />
          <Skeleton width="most" />
        </Loading>
      </Card>
      <Card title="History">
        <EmptyState icon={<Inbox size={20} aria-hidden="true" />} title="Nothing has happened yet">
          Changes to this user appear here.
        </EmptyState>
      </Card>
    </div>
  );
}

function UsersList() {
  const [query, setQuery] = useState("");
  const [sort, setSort] = useState<SortDirection>("ascending");
  const [from, setFrom] = useState(1);
  return (
    <div className={styles.stack}>
      <div className={styles.head}>
        <h1>Users</h1>
        <span className={styles.sub}>1,284</span>
        <span className={styles.grow} />
        <SearchField
          className={styles.search}
          label="Find a user"
          placeholder="Find a user"
          value={query}
          onValueChange={setQuery}
          kbd={<Kbd>/</Kbd>}
        />
        <a href="#create" className={buttonClass({ variant: "primary" })}>
          Create User
        </a>
      </div>
      <div className={styles.head}>
        <SegmentedLinks
          label="Users by state"
          links={["Active", "Inactive", "All"].map((label, index) => ({
            key: label,
            label,
            href: `#${label}`,
            current: index === 0,
          }))}
        />
        <Tag onRemove={() => {}}>Type: Regular</Tag>
        <Tag onRemove={() => {}}>Link pending</Tag>
        <span className={styles.grow} />
        <Pager
          from={from}
          to={from + 24}
          total={1284}
          onGo={(way) => setFrom(way === "next" ? from + 25 : from - 25)}
        />
      </div>
      <Card flush>
        <Table
          label="Users"
          head={
            <>
              <HeaderCell
                sort={sort}
                onSort={() => setSort(sort === "ascending" ? "descending" : "ascending")}
              >
                Name
              </HeaderCell>
              <HeaderCell>Email</HeaderCell>
              <HeaderCell>Type</HeaderCell>
              <HeaderCell>Access</HeaderCell>
              <HeaderCell sort="none">Last sign-in</HeaderCell>
            </>
          }
        >
          {people.map((person, index) => (
            <Row key={person.name} selected={index === 1}>
              <Cell header>
                <span className={styles.who}>
                  <Avatar name={person.name} />
                  <span>
                    <a href="#record" className={styles.name}>
                      {person.name}
                    </a>
                    <small>{person.name.toLowerCase().replace(" ", ".")}</small>
                  </span>
                </span>
              </Cell>
              <Cell label="Email">{person.email || <span className={styles.sub}>No email</span>}</Cell>
              <Cell label="Type">{person.type}</Cell>
              <Cell label="Access">
                <Chip tone={person.tone}>{person.access}</Chip>
              </Cell>
              <Cell label="Last sign-in" muted>
                {person.seen || "–"}
              </Cell>
            </Row>
          ))}
        </Table>
      </Card>
      <Card flush>
        <EmptyState
          icon={<UserSearch size={20} aria-hidden="true" />}
          title="No user matches"
          action={<Button>Clear filters</Button>}
        >
          Try another spelling, or search by email.
        </EmptyState>
      </Card>
    </div>
  );
}

function Parts() {
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  return (
    <Card title="Buttons and messages">
      <div className={styles.stack}>
        <div className={styles.row}>
          <Button variant="primary">Save</Button>
          <Button>Cancel</Button>
          <Button variant="quiet">Copy note</Button>
          <Button variant="danger">Delete</Button>
          <Button variant="primary" pending>
            Save
          </Button>
          <Button pending>Cancel</Button>
          <Button variant="primary" disabled>
            Save
          </Button>
          <Button size="small">Small</Button>
          <Button size="large">Large</Button>
          <Spinner label="Loading" />
        </div>
        <div className={styles.row}>
          <Button onClick={() => toast({ title: "Saved" })}>Toast</Button>
          <Button
            onClick={() =>
              toast({
                tone: "bad",
                title: "The mail could not be handed over",
                text: "Nothing was changed.",
                action: { label: "Retry", onSelect: () => setAsking(true) },
              })
            }
          >
            Bad toast
          </Button>
          <Button onClick={() => setOpen(true)}>Sign in in place</Button>
          <Button onClick={() => setAsking(true)}>Danger prompt</Button>
        </div>
        <Banner tone="info" title="Built-in mailbox">
          Mail goes to the built-in mailbox, not to the user. <a href="#inbox">Open the mailbox</a>
        </Banner>
        <Banner tone="ok">Your password has been changed.</Banner>
        <Banner
          tone="warn"
          icon={<Mail size={16} aria-hidden="true" />}
          action={<Button size="small">Reload</Button>}
        >
          Someone else changed this user at 14:31.
        </Banner>
        <Banner tone="bad" title="Could not be saved" action={<Button size="small">Retry</Button>}>
          The server did not answer. Your changes are still here.
        </Banner>
        <div className={styles.row}>
          <Chip tone="ok">delivered</Chip>
          <Chip tone="warn">delayed</Chip>
          <Chip tone="bad">bounced</Chip>
          <Chip tone="info">accepted</Chip>
          <Chip>queued</Chip>
          <Chip tone="ok" icon={<KeyRound size={12} aria-hidden="true" />}>
            Password set
          </Chip>
        </div>
      </div>
      <Dialog
        open={open}
        dismissable={false}
        title="Please sign in again"
        text="Your session has ended. What you have entered is still here."
        actions={
          <Button variant="primary" onClick={() => setOpen(false)}>
            Sign in
          </Button>
        }
      >
        <PasswordField label="Password" autoComplete="current-password" />
      </Dialog>
      <Prompt
        open={asking}
        tone="danger"
        title="Sign out everywhere"
        text="All sessions of this user end at once."
        confirmLabel="Sign out"
        onCancel={() => setAsking(false)}
        onConfirm={() => setAsking(false)}
      />
    </Card>
  );
}

function ResetPage() {
  return (
    <SoloPage
      title="Choose a new password"
      lead={
        <>
          For <strong>jane.okafor</strong> (j…r@acme.dev). An administrator sent this link; it ends today at
          15:04.
        </>
      }
      footer={
        <>
          You will be signed out everywhere and asked to sign in with the new password.{" "}
          <a href="#stop">I didn’t ask for this</a>
        </>
      }
    >
      <form>
        <div>
          <PasswordField
            label="New Password"
            autoComplete="new-password"
            defaultValue="quiet harbour lamp 49"
            aria-describedby="rules"
          />
          <RuleList
            id="rules"
            rules={[
              { key: "length", text: "At least 15 characters", state: "met" },
              { key: "common", text: "Not a common or leaked password", state: "unmet" },
              { key: "match", text: "Both entries match", state: "pending" },
            ]}
          />
        </div>
        <PasswordField label="Confirm New Password" autoComplete="new-password" />
        <Button type="submit" variant="primary" size="large" wide>
          Change Password
        </Button>
      </form>
    </SoloPage>
  );
}

/** Every component in its states; `?page=solo` shows the page of one card. */
function Gallery() {
  if (new URLSearchParams(location.search).get("page") === "solo") return <ResetPage />;
  return (
    <>
      <main className={styles.page}>
        <div className={styles.head}>
          <ProductMark />
          <ProductMark compact />
          <span className={styles.grow} />
          <ThemeChoice />
        </div>
        <RecordHead />
        <div className={styles.columns}>
          <RecordCards />
          <RecordAside />
        </div>
        <UsersList />
        <Parts />
      </main>
      <StickyBar label="Unsaved changes" note="1 unsaved change: password">
        <Button>Cancel</Button>
        <Button variant="primary">Save</Button>
      </StickyBar>
    </>
  );
}

const root = document.querySelector("#root");
if (!root) throw new Error("gallery.html has no #root");
createRoot(root).render(
  <StrictMode>
    <UiProvider>
      <ToastProvider>
        <Gallery />
      </ToastProvider>
    </UiProvider>
  </StrictMode>,
);
