import {
  DndContext, DragOverlay, KeyboardSensor, PointerSensor, pointerWithin, rectIntersection, TouchSensor, useSensor, useSensors,
  type CollisionDetection, type DragEndEvent, type KeyboardSensorProps,
} from "@dnd-kit/core";
import { useState, type ReactNode } from "react";
import type { SemanticModel } from "@/api/contracts";
import { announcements, dragInstructions, jumpBetweenWells, type Carried } from "./drag";
import { dropped } from "./drop";
import { pillClasses } from "./pill";
import type { Question } from "./state";

type WorkbenchProps = { model: SemanticModel; change: (change: (question: Question) => Question) => void; children: ReactNode };

/** Fingers scroll and tap; they carry a field after a moment, which the touch sensor watches for. */
class MouseSensor extends PointerSensor {
  static override activators: typeof PointerSensor.activators = [{
    eventName: "onPointerDown",
    handler: ({ nativeEvent: { isPrimary, button, pointerType } }) => isPrimary && button === 0 && pointerType !== "touch",
  }];
}

/** Keys jump to wells, wherever they stand: a long list of fields is not scrolled towards them instead. */
class JumpSensor extends KeyboardSensor {
  constructor(props: KeyboardSensorProps) {
    super({ ...props, context: { get current() { return { ...props.context.current, scrollableAncestors: [] }; } } });
  }
}

// The pointer must be inside a well; keys have no pointer and carry the field itself over one.
const overlapping: CollisionDetection = (args) => (args.pointerCoordinates ? pointerWithin(args) : rectIntersection(args));

const KEYS = { start: ["Space"], cancel: ["Escape"], end: ["Space", "Enter"] };

/** Carries fields between the list and the wells, by pointer, by finger and by keyboard. */
export function Workbench({ model, change, children }: WorkbenchProps) {
  const [carried, setCarried] = useState<Carried | null>(null);
  const sensors = useSensors(
    useSensor(MouseSensor, { activationConstraint: { distance: 5 } }),
    useSensor(TouchSensor, { activationConstraint: { delay: 200, tolerance: 6 } }),
    useSensor(JumpSensor, { coordinateGetter: jumpBetweenWells, keyboardCodes: KEYS }),
  );
  const onDragEnd = ({ active, over }: DragEndEvent) => {
    setCarried(null);
    if (over) change((question) => dropped(question, active.data.current as Carried, over.id, model));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={overlapping}
      accessibility={{ announcements, screenReaderInstructions: dragInstructions }}
      onDragStart={({ active }) => { setCarried(active.data.current as Carried); }}
      onDragCancel={() => { setCarried(null); }}
      onDragEnd={onDragEnd}
    >
      {children}
      <DragOverlay dropAnimation={null}>
        {carried && <div className={`${pillClasses(carried.ref.role)} w-fit max-w-56 cursor-grabbing px-2 shadow-md`}><span className="truncate">{carried.words}</span></div>}
      </DragOverlay>
    </DndContext>
  );
}
