package io.targetedprofiler.format;

import com.fasterxml.jackson.core.JsonGenerator;
import io.targetedprofiler.model.Argument;
import io.targetedprofiler.model.AsyncWork;
import io.targetedprofiler.model.CallNode;
import io.targetedprofiler.model.CallReport;
import io.targetedprofiler.model.CallTree;
import io.targetedprofiler.model.Frame;
import io.targetedprofiler.model.Lane;
import io.targetedprofiler.model.ResourceUsage;
import io.targetedprofiler.model.Segment;
import io.targetedprofiler.model.Tag;
import io.targetedprofiler.model.Timeline;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Writes the reports of one native file. */
final class JsonReport {
  private final JsonGenerator json;
  private final FrameIndex frames;

  JsonReport(JsonGenerator json, FrameIndex frames) {
    this.json = json;
    this.frames = frames;
  }

  void write(CallReport report) throws IOException {
    json.writeStartObject();
    json.writeStringField("profile", report.profile());
    json.writeNumberField("id", report.id());
    json.writeStringField("started", report.started().toString());
    json.writeStringField("thread", report.thread());
    json.writeStringField("outcome", report.outcome().tag());
    json.writeStringField("exception", report.exception());
    writeIfKnown("thresholdNanos", report.thresholdNanos());
    write(report.usage());
    json.writeArrayFieldStart("arguments");
    for (Argument argument : report.arguments()) {
      json.writeStartObject();
      json.writeStringField("name", argument.name());
      json.writeStringField("value", argument.value());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTags(report.tags());
    json.writeObjectFieldStart("context");
    for (Map.Entry<String, String> entry : new TreeMap<>(report.context()).entrySet()) {
      // Half of a surrogate pair survives in a value, but no parser takes it in a name.
      json.writeStringField(WellFormed.of(entry.getKey()), entry.getValue());
    }
    json.writeEndObject();
    write(report.tree());
    if (!report.timeline().equals(Timeline.NONE)) {
      write(report.timeline());
    }
    writeIfKnown("returnedNanos", report.asynchrony().returnedNanos());
    if (report.asynchrony().unfollowed() > 0) {
      json.writeNumberField("unfollowed", report.asynchrony().unfollowed());
    }
    if (report.asynchrony().isSupplement()) {
      json.writeNumberField("supplement", report.asynchrony().supplement());
    }
    json.writeEndObject();
  }

  private void writeTags(List<Tag> tags) throws IOException {
    if (!tags.isEmpty()) {
      json.writeArrayFieldStart("tags");
      for (Tag tag : tags) {
        json.writeStartObject();
        json.writeStringField("name", tag.name());
        json.writeStringField("value", tag.value());
        json.writeEndObject();
      }
      json.writeEndArray();
    }
  }

  private void write(ResourceUsage usage) throws IOException {
    json.writeNumberField("wallNanos", usage.wallNanos());
    writeIfKnown("cpuNanos", usage.cpuNanos());
    writeIfKnown("allocatedBytes", usage.allocatedBytes());
    json.writeNumberField("collections", usage.collections());
    json.writeNumberField("collectionMillis", usage.collectionMillis());
  }

  private void write(CallTree tree) throws IOException {
    json.writeObjectFieldStart("tree");
    Deque<Pending> handedOver = new ArrayDeque<>();
    writeFigures(tree, 0, handedOver);
    if (!handedOver.isEmpty()) {
      json.writeArrayFieldStart("async");
      int number = 1;
      for (Pending next = handedOver.poll(); next != null; next = handedOver.poll()) {
        write(next, number++, handedOver);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  /** Something handed over, by a node of a tree; trees are numbered from 0, the call's own. */
  private record Pending(AsyncWork work, int tree, int node) {}

  /** All trees in one list, however they are nested: depth of JSON has limits. */
  private void write(Pending pending, int number, Deque<Pending> handedOver) throws IOException {
    AsyncWork work = pending.work;
    json.writeStartObject();
    json.writeNumberField("tree", pending.tree);
    json.writeNumberField("node", pending.node);
    json.writeNumberField("handedOver", work.handedOver());
    json.writeNumberField("inline", work.inline());
    json.writeNumberField("queuedNanos", work.queuedNanos());
    json.writeNumberField("maxQueuedNanos", work.maxQueuedNanos());
    json.writeArrayFieldStart("threads");
    for (String thread : work.threads()) {
      json.writeString(thread);
    }
    json.writeEndArray();
    writeFigures(work.tree(), number, handedOver);
    json.writeEndObject();
  }

  private void writeFigures(CallTree tree, int number, Deque<Pending> handedOver)
      throws IOException {
    json.writeArrayFieldStart("nodes");
    writeNodes(tree.root(), number, handedOver);
    json.writeEndArray();
    json.writeObjectFieldStart("losses");
    json.writeNumberField("belowDepthLimit", tree.losses().belowDepthLimit());
    json.writeNumberField("beyondNodeLimit", tree.losses().beyondNodeLimit());
    json.writeNumberField("missedExits", tree.losses().missedExits());
    json.writeBooleanField("stopped", tree.losses().stopped());
    json.writeEndObject();
    json.writeArrayFieldStart("demoted");
    for (Frame frame : tree.demoted()) {
      json.writeNumber(frames.of(frame));
    }
    json.writeEndArray();
    json.writeNumberField("reconciledNanos", tree.reconciledNanos());
    json.writeObjectFieldStart("cost");
    json.writeNumberField("probes", tree.cost().probes());
    json.writeNumberField("nanos", tree.cost().nanos());
    json.writeEndObject();
  }

  private record Visit(CallNode node, int parent) {}

  private void writeNodes(CallNode root, int tree, Deque<Pending> handedOver) throws IOException {
    Deque<Visit> rest = new ArrayDeque<>();
    rest.push(new Visit(root, NativeJson.NO_PARENT));
    for (int index = 0; !rest.isEmpty(); index++) {
      Visit visit = rest.pop();
      writeNode(visit.node, visit.parent);
      for (AsyncWork work : visit.node.async()) {
        handedOver.add(new Pending(work, tree, index));
      }
      List<CallNode> children = visit.node.children();
      for (int i = children.size() - 1; i >= 0; i--) {
        rest.push(new Visit(children.get(i), index));
      }
    }
  }

  private void writeNode(CallNode node, int parent) throws IOException {
    json.writeStartObject();
    json.writeNumberField("frame", frames.of(node.frame()));
    json.writeNumberField("parent", parent);
    json.writeNumberField("calls", node.calls());
    json.writeNumberField("timedCalls", node.timedCalls());
    json.writeNumberField("measuredNanos", node.measuredNanos());
    json.writeNumberField("totalNanos", node.totalNanos());
    json.writeNumberField("selfNanos", node.selfNanos());
    if (node.standardErrorNanos() != CallNode.UNKNOWN) {
      json.writeNumberField("standardErrorNanos", node.standardErrorNanos());
    }
    json.writeNumberField("minNanos", node.minNanos());
    json.writeNumberField("maxNanos", node.maxNanos());
    json.writeNumberField("errors", node.errors());
    writeCounters(node.counters());
    json.writeEndObject();
  }

  private void write(Timeline timeline) throws IOException {
    json.writeObjectFieldStart("timeline");
    json.writeNumberField("omitted", timeline.omitted());
    json.writeArrayFieldStart("segments");
    write(timeline.segments());
    json.writeEndArray();
    if (!timeline.lanes().isEmpty()) {
      json.writeArrayFieldStart("lanes");
      for (Lane lane : timeline.lanes()) {
        json.writeStartObject();
        json.writeStringField("thread", lane.thread());
        json.writeNumberField("handedOverNanos", lane.handedOverNanos());
        json.writeNumberField("startNanos", lane.startNanos());
        json.writeArrayFieldStart("segments");
        write(lane.segments());
        json.writeEndArray();
        json.writeEndObject();
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void write(List<Segment> segments) throws IOException {
    for (Segment segment : segments) {
      json.writeStartObject();
      json.writeNumberField("frame", frames.of(segment.frame()));
      json.writeNumberField("depth", segment.depth());
      json.writeNumberField("startNanos", segment.startNanos());
      json.writeNumberField("durationNanos", segment.durationNanos());
      json.writeBooleanField("threw", segment.threw());
      writeCounters(segment.counters());
      json.writeEndObject();
    }
  }

  private void writeCounters(Map<String, Long> counters) throws IOException {
    if (!counters.isEmpty()) {
      json.writeObjectFieldStart("counters");
      for (Map.Entry<String, Long> counter : new TreeMap<>(counters).entrySet()) {
        json.writeNumberField(WellFormed.of(counter.getKey()), counter.getValue());
      }
      json.writeEndObject();
    }
  }

  private void writeIfKnown(String name, OptionalLong figure) throws IOException {
    if (figure.isPresent()) {
      json.writeNumberField(name, figure.getAsLong());
    }
  }
}
