"""The parts of the look, each a small widget or delegate. Pages are built of these and of layouts, nothing else.

labels: Label, Line, Hairline                   headings: Heading          buttons: Button, IconButton, Link
toggles: CheckBox, RadioButton, Segments        fields: TextField, PassphraseField, TextArea
labelled: Labelled (label, field, finding)      choice: Choice (combo)     date_field: DateField
chips: Chip, FilterChip, CitationMark, draw_*   banner: ErrorBanner        empty: EmptyPage
jobs_bar: JobsBar                               dialog: Overlay, Dialog    tabs: Tabs
ask_line: AskLine (a dialog for one line)
rows: ListView + RowDelegate                    tables: TableView          thumbs: ThumbDelegate
paragraphs: Paragraph                           meter: Meter, Steps
drop: DropArea   drop_cover: DropCover          focus: follow_focus        surface: Surface
flow: Flow (layout that wraps)                  rail_items: RailList       marked: paint_marked
split: ListAndRecord, SidePanel (give way in a narrow window)
frame: Head, Foot, Columns (a page of steps)    stepper: Stepper           standing: Standing (without Qt)
"""
